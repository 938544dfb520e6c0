package io.gourmetloop.loop.monitoring;

import org.jspecify.annotations.Nullable;

/**
 * A figure of accuracy. {@code bounds} are the figures with all undecided images taken as wrong, then as right, and the
 * value is their middle: no other choice can be further from the truth than half of their distance. They are a point
 * where every label names a class. {@code labels} counts what the figure stands on.
 */
public record Estimate(
        double value,
        Interval bounds,
        long labels,
        @Nullable Uncertainty uncertainty) {
    /**
     * 95 % interval, around both bounds, and the number of independent labels that would tell as much. Estimators that
     * claim no interval (CBPE, naive) have none.
     */
    public record Uncertainty(Interval interval, double effectiveSize) {}

    boolean saysTheSameAs(Estimate other) {
        return labels == other.labels
                && bounds.closeTo(other.bounds)
                && confidence().closeTo(other.confidence());
    }

    private Interval confidence() {
        return uncertainty == null ? bounds : uncertainty.interval;
    }

    static Estimate withoutInterval(double value, long labels) {
        return new Estimate(value, Interval.point(value), labels, null);
    }
}
