package io.gourmetloop.platform.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a message after an attempt. */
enum Outcome {
    DELIVERED("done"),
    /** Tried again after a wait of its own. */
    RETRIED("open"),
    /** Nothing gets through for now: it keeps its place in the queue, and the attempt does not count. */
    POSTPONED("open"),
    /** Given up, until somebody replays it. */
    DEAD("dead");

    private final String state;

    Outcome(String state) {
        this.state = state;
    }

    String state() {
        return state;
    }

    /** The delay is that of {@link #RETRIED}; the others have none. */
    record Settled(
            Attempt attempt, Outcome outcome, @Nullable Duration delay) {}
}
