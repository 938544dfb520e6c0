package io.gourmetloop.domain;

import java.util.Locale;

/** Why an image was picked for labeling. The order decides which stream carries the one task of an image. */
public enum SamplingStream {
    RANDOM,
    LOW_CONFIDENCE,
    USER_FEEDBACK,
    ACTIVE_LEARNING;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word in keys, tables and answers: {@code low_confidence}. */
    public String text() {
        return text;
    }

    /** Fails with {@link ErrorCode#INVALID_REQUEST}. */
    public static SamplingStream parse(String text) {
        for (SamplingStream stream : values()) {
            if (stream.text.equals(text)) {
                return stream;
            }
        }
        throw new Failure(ErrorCode.INVALID_REQUEST, "There is no sampling stream '" + text + "'");
    }
}
