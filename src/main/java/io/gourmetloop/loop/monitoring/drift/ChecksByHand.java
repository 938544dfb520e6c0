package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.loop.monitoring.drift.CheckRun.Trigger;
import io.gourmetloop.loop.monitoring.drift.CheckRuns.Started;
import io.gourmetloop.platform.schedule.JobScheduler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** Runs of the checks that somebody asks for: each is a run of the job, so that its history is whole. */
public final class ChecksByHand {
    /** The end of a run can be read a moment before its job is free for the next. */
    private static final Duration BETWEEN_RUNS = Duration.ofSeconds(2);

    private final CheckRuns checks;
    private final JobScheduler jobs;

    public ChecksByHand(CheckRuns checks, JobScheduler jobs) {
        this.checks = checks;
        this.jobs = jobs;
    }

    /**
     * Completes when the run has begun. Fails with NO_MODEL where no version serves, CONFLICT while a run goes on, and
     * INVALID_VALUE while there is nothing to compare.
     */
    public Future<CheckRun> start(CheckRequest request) {
        return checks.windows(request).compose(this::start);
    }

    private Future<CheckRun> start(Windows windows) {
        Promise<CheckRun> begun = Promise.promise();
        return jobs.start(ChecksJob.NAME, BETWEEN_RUNS, () -> run(windows, begun))
                .compose(started -> begun.future());
    }

    private Future<String> run(Windows windows, Promise<CheckRun> begun) {
        return checks.start(Trigger.HAND, windows)
                .onSuccess(started -> begun.complete(started.run()))
                .onFailure(begun::fail)
                .compose(Started::report)
                .map(CheckRuns::sentence);
    }
}
