package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import java.util.Locale;

/** How a person's look at a photo can end. */
public enum Outcome {
    LABEL,
    BAD_IMAGE,
    CANNOT_TELL,
    /** No opinion: closes a task only when nobody has one. */
    SKIPPED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word in tables and answers: {@code bad_image}. */
    public String text() {
        return text;
    }

    /** Fails with {@link ErrorCode#INVALID_REQUEST}. */
    public static Outcome parse(String text) {
        for (Outcome outcome : values()) {
            if (outcome.text.equals(text)) {
                return outcome;
            }
        }
        throw new Failure(ErrorCode.INVALID_REQUEST, "There is no annotation outcome '" + text + "'");
    }
}
