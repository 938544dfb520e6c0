package io.gourmetloop.model.inference;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;

/** The one wording of {@link ErrorCode#IMAGE_UNREADABLE}. */
final class Unreadable {
    private static final String PREFIX = "The photo cannot be read, send another one: ";

    private Unreadable() {}

    static Failure because(String reason) {
        return new Failure(ErrorCode.IMAGE_UNREADABLE, PREFIX + reason);
    }

    static Failure because(String reason, Throwable cause) {
        return new Failure(ErrorCode.IMAGE_UNREADABLE, PREFIX + reason, cause);
    }
}
