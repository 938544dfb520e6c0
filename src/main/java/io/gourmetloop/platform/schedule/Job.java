package io.gourmetloop.platform.schedule;

import io.gourmetloop.platform.config.Schedule;
import io.vertx.core.Future;
import java.time.Duration;

/** Work that repeats, on one server of the cluster at a time. */
public interface Job {
    /** Lower case with hyphens; its key in the history, in addresses and in metrics. */
    String name();

    Schedule schedule();

    /** Called on an event loop. The text says what was done, for people: "12 annotations, 1 changed". */
    Future<String> run();

    /** A run that takes longer counts as failed and no longer keeps other servers from running the job. */
    default Duration limit() {
        return Duration.ofMinutes(10);
    }
}
