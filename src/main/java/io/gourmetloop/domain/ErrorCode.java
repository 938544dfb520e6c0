package io.gourmetloop.domain;

/** Every refusal that callers can expect. The kind says whose turn it is; HTTP statuses are known to the web alone. */
public enum ErrorCode {
    INVALID_REQUEST(Kind.MALFORMED),
    EMPTY_BODY(Kind.MALFORMED),
    IMAGE_UNREADABLE(Kind.UNPROCESSABLE),
    IMAGE_ANIMATED(Kind.UNPROCESSABLE),
    IMAGE_TOO_MANY_PIXELS(Kind.UNPROCESSABLE),
    UNKNOWN_LABEL(Kind.UNPROCESSABLE),
    INVALID_VALUE(Kind.UNPROCESSABLE),
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
    UNSUPPORTED_FORMAT(Kind.UNSUPPORTED),
    BODY_TOO_LARGE(Kind.TOO_LARGE),
    BODY_TOO_SLOW(Kind.TOO_SLOW),
    NOT_LOGGED_IN(Kind.UNAUTHENTICATED),
    FORBIDDEN(Kind.FORBIDDEN),
    CSRF_TOKEN_MISSING(Kind.FORBIDDEN),
    NOT_FOUND(Kind.NOT_FOUND),
    METHOD_NOT_ALLOWED(Kind.METHOD_NOT_ALLOWED),
    CONFLICT(Kind.CONFLICT),
    RATE_LIMITED(Kind.RATE_LIMITED),
    QUEUE_FULL(Kind.UNAVAILABLE),
    NO_MODEL(Kind.UNAVAILABLE),
    DATABASE_UNAVAILABLE(Kind.UNAVAILABLE),
    STORAGE_UNAVAILABLE(Kind.UNAVAILABLE),
    DISK_FULL(Kind.UNAVAILABLE),
    LABEL_STUDIO_UNAVAILABLE(Kind.UNAVAILABLE),
    DEADLINE_EXCEEDED(Kind.UNAVAILABLE),
    SHUTTING_DOWN(Kind.UNAVAILABLE),
    MODEL_INVALID(Kind.UNPROCESSABLE),
    INTERNAL(Kind.BUG);

    /** Whose turn it is. */
    public enum Kind {
        MALFORMED,
        UNPROCESSABLE,
        UNSUPPORTED,
        TOO_LARGE,
        TOO_SLOW,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        CONFLICT,
        RATE_LIMITED,
        /** A dependency or a capacity is missing for now: the same call may succeed later. */
        UNAVAILABLE,
        BUG
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
