package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import java.time.Duration;

/** Runs the checks by the clock. */
public final class ChecksJob implements Job {
    static final String NAME = "checks";

    private final CheckRuns runs;
    private final Schedule schedule;

    public ChecksJob(CheckRuns runs, Schedule schedule) {
        this.runs = runs;
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Schedule schedule() {
        return schedule;
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
