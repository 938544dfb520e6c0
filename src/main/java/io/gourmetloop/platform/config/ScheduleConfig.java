package io.gourmetloop.platform.config;

import java.time.Duration;

/** Periods of the jobs; a period of 0 switches a job's clock off, "run now" stays. */
public record ScheduleConfig(
        Duration annotationSync,
        Duration estimates,
        Duration orphanSweep,
        Duration noisySweep,
        Duration checks,
        double jitter,
        int keepRuns) {
    public ScheduleConfig {
        Check.share("schedule.jitter", jitter);
        Check.that(keepRuns > 0, "schedule.keep-runs must be positive");
    }
}
