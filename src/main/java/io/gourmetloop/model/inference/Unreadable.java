package io.gourmetloop.model.inference;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;

/** The one wording of {@link ErrorCode#IMAGE_UNREADABLE} and {@link ErrorCode#IMAGE_ANIMATED}. */
final class Unreadable {
    private static final String PREFIX = "The photo cannot be read, send another one: ";

    private Unreadable() {}

    /** It would be unclear which of its pictures was meant. */
    static Failure animation() {
        return new Failure(ErrorCode.IMAGE_ANIMATED, "The photo is an animation; send a still picture");
    }

    static Failure because(String reason) {
        return new Failure(ErrorCode.IMAGE_UNREADABLE, PREFIX + reason);
    }

    static Failure because(String reason, Throwable cause) {
        return new Failure(ErrorCode.IMAGE_UNREADABLE, PREFIX + reason, cause);
    }
}
