package io.gourmetloop.platform.schedule;

import io.gourmetloop.platform.config.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job, when it runs next (null: only by hand), when it last succeeded (null: never), and its newest run, which may be
 * running still. A run ends by itself or with its {@code limit}.
 */
public record JobSummary(
        String name,
        Schedule schedule,
        Duration limit,
        boolean paused,
        @Nullable Instant nextRunAt,
        @Nullable Instant lastSuccessAt,
        @Nullable JobRun lastRun) {
    boolean running() {
        return lastRun != null && lastRun.state() == JobRun.State.RUNNING;
    }
}
