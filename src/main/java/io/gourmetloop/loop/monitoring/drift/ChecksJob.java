package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import java.time.Duration;

/** Runs the checks by the clock. */
public final class ChecksJob implements Job {
    private final CheckRuns runs;
    private final Duration period;

    public ChecksJob(CheckRuns runs, Duration period) {
        this.runs = runs;
        this.period = period;
    }

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public Duration period() {
        return period;
    }

    @Override
    public Duration limit() {
        return CheckRuns.LIMIT;
    }

    @Override
    public Future<String> run() {
        return runs.runByClock();
    }
}
