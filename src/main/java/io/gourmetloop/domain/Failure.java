package io.gourmetloop.domain;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expected refusal. Its detail is shown to the caller, so it says what to do and holds no secret. It has no stack
 * trace: it is an answer, not a bug.
 */
public final class Failure extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable Duration retryAfter;

    public Failure(ErrorCode code, String detail) {
        this(code, detail, null, null);
    }

    public Failure(ErrorCode code, String detail, Throwable cause) {
        this(code, detail, cause, null);
    }

    private Failure(ErrorCode code, String detail, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(detail, cause, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** A refusal that names the time after which the same call may succeed. */
    public static Failure retryAfter(ErrorCode code, String detail, Duration wait) {
        return new Failure(code, detail, null, wait);
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
