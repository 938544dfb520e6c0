package io.gourmetloop.domain;

import java.time.Duration;

/** The moment at which a caller stops waiting; passed down so that no step works for nobody. */
public record Deadline(long nanoTime) {
    public static Deadline after(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean passed() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** Fails with {@link ErrorCode#DEADLINE_EXCEEDED} once the deadline has passed. */
    public void check() {
        if (passed()) {
            throw new Failure(ErrorCode.DEADLINE_EXCEEDED, "The answer would have come too late; try again");
        }
    }
}
