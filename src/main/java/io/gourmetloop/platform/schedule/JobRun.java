package io.gourmetloop.platform.schedule;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run of a job in the history. {@code instance} is the server that runs or ran it. */
public record JobRun(
        long id,
        String job,
        Trigger trigger,
        String instance,
        Instant startedAt,
        @Nullable Instant finishedAt,
        State state,
        @Nullable String result) {
    /** What started it. */
    public enum Trigger {
        CLOCK,
        HAND;

        /** As the database and the API write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it ended, if it did. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** Its server stopped answering before it told an end. */
        LOST;

        /** As the database and the API write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
