package io.gourmetloop.platform.config;

/** When the jobs run; 0 switches a job's clock off, "run now" stays. */
public record ScheduleConfig(
        Schedule annotationSync,
        Schedule estimates,
        Schedule orphanSweep,
        Schedule noisySweep,
        Schedule samplingSweep,
        Schedule outboxCleanup,
        Schedule checks,
        double jitter,
        int keepRuns) {
    public ScheduleConfig {
        Check.share("schedule.jitter", jitter);
        Check.that(keepRuns > 0, "schedule.keep-runs must be positive");
    }
}
