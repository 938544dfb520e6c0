package io.gourmetloop.app.server;

import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** A job of a package that knows nothing of schedules. */
record PeriodicJob(String name, Schedule schedule, Supplier<Future<String>> work) implements Job {
    @Override
    public Future<String> run() {
        return work.get();
    }
}
