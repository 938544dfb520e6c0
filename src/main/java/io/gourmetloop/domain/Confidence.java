package io.gourmetloop.domain;

/** Calibrated probability of the predicted class, in [0, 1]. */
public record Confidence(double value) implements Comparable<Confidence> {
    public Confidence {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("A confidence lies between 0 and 1, not at " + value);
        }
    }

    public boolean below(Confidence other) {
        return value < other.value;
    }

    @Override
    public int compareTo(Confidence other) {
        return Double.compare(value, other.value);
    }
}
