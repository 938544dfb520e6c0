package io.gourmetloop.domain;

import java.util.Locale;
import java.util.Optional;

/** Why a photo is of no use for measuring or training. */
public enum PhotoProblem {
    /** It is not where it should be. */
    MISSING,
    UNDECODABLE,
    ANIMATED,
    TOO_MANY_PIXELS,
    /** Its short side has fewer than {@link #LEAST_SIDE} pixels. */
    TOO_SMALL;

    public static final int LEAST_SIDE = 64;

    /** The problem behind a refusal; empty when it says nothing about the photo. */
    public static Optional<PhotoProblem> of(ErrorCode refusal) {
        return Optional.ofNullable(
                switch (refusal) {
                    case NOT_FOUND -> MISSING;
                    case IMAGE_UNREADABLE, UNSUPPORTED_FORMAT, EMPTY_BODY -> UNDECODABLE;
                    case IMAGE_ANIMATED -> ANIMATED;
                    case IMAGE_TOO_MANY_PIXELS -> TOO_MANY_PIXELS;
                    default -> null;
                });
    }

    /** Of a photo that was decoded. */
    public static Optional<PhotoProblem> ofSize(int width, int height) {
        return Math.min(width, height) < LEAST_SIDE ? Optional.of(TOO_SMALL) : Optional.empty();
    }

    /** In the database and in answers: {@code too_small}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static PhotoProblem parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
