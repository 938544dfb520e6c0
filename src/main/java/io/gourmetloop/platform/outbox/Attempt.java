package io.gourmetloop.platform.outbox;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.AsyncResult;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One try to deliver a message, and how it ended. */
record Attempt(Claim claim, @Nullable Throwable error) {
    private static final int LONGEST_TEXT = 500;

    /** A message that this relay has for itself until the lease ends; {@code number} counts the tries, this one too. */
    record Claim(long id, OutboxMessage message, int number, OffsetDateTime leasedUntil) {}

    static Attempt ended(Claim claim, AsyncResult<Void> result) {
        return new Attempt(claim, result.cause());
    }

    boolean delivered() {
        return error == null;
    }

    /** The place that it goes to cannot take it for now. */
    boolean unavailable() {
        ErrorCode.Kind kind = kind();
        return kind == ErrorCode.Kind.UNAVAILABLE
                || kind == ErrorCode.Kind.RATE_LIMITED
                || error instanceof TimeoutException;
    }

    /** The place that it goes to will never take it. */
    boolean refused() {
        return kind() != null && kind() != ErrorCode.Kind.BUG && !unavailable();
    }

    private ErrorCode.@Nullable Kind kind() {
        return error instanceof Failure failure ? failure.code().kind() : null;
    }

    @Nullable
    String errorText() {
        if (error == null) {
            return null;
        }
        String text = error instanceof Failure failure ? failure.code() + ": " + failure.detail() : error.toString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
