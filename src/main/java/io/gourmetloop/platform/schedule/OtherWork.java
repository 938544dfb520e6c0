package io.gourmetloop.platform.schedule;

import io.gourmetloop.platform.config.Schedule;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/** A run of a job that does something else this once. */
record OtherWork(Job job, Supplier<Future<String>> work) implements Job {
    @Override
    public String name() {
        return job.name();
    }

    @Override
    public Schedule schedule() {
        return job.schedule();
    }

    @Override
    public Duration limit() {
        return job.limit();
    }

    @Override
    public Future<String> run() {
        return work.get();
    }
}
