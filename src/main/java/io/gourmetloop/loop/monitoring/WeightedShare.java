package io.gourmetloop.loop.monitoring;

import io.gourmetloop.loop.monitoring.Estimate.Uncertainty;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Estimates an accuracy as {@code offset} plus the weighted mean of y − f over a sample, with Wilson's interval on the
 * effective size A(1−A)/V. {@code sizeWithoutVariance} stands in where that is undefined: A is 0 or 1, or V is 0.
 */
record WeightedShare(Sample sample, double offset, long answered, ToDoubleFunction<Sample> sizeWithoutVariance) {
    /** Below this share of Σ(1−π)w² / (Σw)² a variance is rounding. */
    private static final double ROUNDING = 1e-12;

    /** Empty when there is no label; exact, with a point for an interval, when every image was certain to be labeled, and is. */
    Optional<Estimate> estimate() {
        Cell all = sample.all();
        if (all.n() == 0) {
            return Optional.empty();
        }
        Assumed pessimist = assume(0);
        Assumed optimist = sample.undecided().n() == 0 ? pessimist : assume(1);
        Interval bounds = new Interval(pessimist.value, optimist.value);
        Interval interval = new Interval(pessimist.interval.low(), optimist.interval.high());
        double size = Math.min(pessimist.size, optimist.size);
        double middle = (bounds.low() + bounds.high()) / 2;
        return Optional.of(new Estimate(middle, bounds, all.n(), new Uncertainty(interval, size)));
    }

    /** The figure under one assumption about the undecided images. */
    private record Assumed(double value, double size, Interval interval) {}

    private Assumed assume(double undecidedAs) {
        Sample.Mean mean = sample.residualMean(undecidedAs);
        double value = Math.max(0, Math.min(1, offset + mean.value()));
        double size = effectiveSize(value, mean.variance());
        return new Assumed(value, size, exact() ? Interval.point(value) : Interval.wilson(value, size));
    }

    private double effectiveSize(double value, double variance) {
        Cell all = sample.all();
        boolean noVariance = variance <= ROUNDING * all.v() / (all.w() * all.w());
        boolean undefined = value == 0 || value == 1 || noVariance;
        return undefined ? sizeWithoutVariance.applyAsDouble(sample) : value * (1 - value) / variance;
    }

    private boolean exact() {
        Cell all = sample.all();
        return all.v() == 0 && all.n() == answered;
    }
}
