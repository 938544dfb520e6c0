package io.gourmetloop.domain;

/** Number of an immutable model version; {@code v3} in texts, keys and answers. */
public record ModelVersion(int number) implements Comparable<ModelVersion> {
    public ModelVersion {
        if (number < 1) {
            throw new IllegalArgumentException("Versions count from 1, not from " + number);
        }
    }

    /** Reads {@code v3} or {@code 3}. Fails with {@link ErrorCode#INVALID_REQUEST}. */
    public static ModelVersion parse(String text) {
        String digits = text.startsWith("v") ? text.substring(1) : text;
        if (!digits.matches("[1-9][0-9]{0,8}")) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "A model version looks like v3, not like '" + text + "'");
        }
        return new ModelVersion(Integer.parseInt(digits));
    }

    @Override
    public int compareTo(ModelVersion other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "v" + number;
    }
}
