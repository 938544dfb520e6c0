package io.gourmetloop.loop.monitoring;

/** Closed interval of shares. */
public record Interval(double low, double high) {
    /** Standard normal quantile of a two-sided 95 % interval. */
    static final double Z = 1.96;

    static Interval point(double value) {
        return new Interval(value, value);
    }

    /**
     * Wilson's 95 % score interval of a share that was seen on {@code n} independent images; n may be an effective size
     * and need not be whole (Wilson 1927; on effective sizes: Franco et al. 2019).
     */
    static Interval wilson(double share, double n) {
        double shrink = 1 + Z * Z / n;
        double center = (share + Z * Z / (2 * n)) / shrink;
        double half = Z / shrink * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new Interval(Math.max(0, center - half), Math.min(1, center + half));
    }

    /** Sums of the same images may differ in their last digits, by the order in which a database added them up. */
    boolean closeTo(Interval other) {
        return Math.abs(low - other.low) < 1e-9 && Math.abs(high - other.high) < 1e-9;
    }

    public double width() {
        return high - low;
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
