package io.gourmetloop.platform.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job, when it runs next (null: only by hand), and its newest run, which may be running still. */
public record JobSummary(
        String name,
        Duration period,
        boolean paused,
        @Nullable Instant nextRunAt,
        @Nullable JobRun lastRun) {}
