package io.gourmetloop.loop.monitoring.statistics;

import java.util.Arrays;

/** Quantiles of a sample by linear interpolation (type 7 of Hyndman and Fan 1996, as in NumPy and R). */
public final class Quantiles {
    private static final double WHISKER = 1.5;

    private final double[] sorted;

    public Quantiles(double[] sample) {
        if (sample.length == 0) {
            throw new IllegalArgumentException("An empty sample has no quantiles");
        }
        sorted = sample.clone();
        Arrays.sort(sorted);
    }

    /** Limits that few values of a usual sample lie beyond (Tukey 1977): quartiles ∓ 1.5 times their distance. */
    public record Fences(double low, double high) {
        public boolean shutOut(double value) {
            return value < low || value > high;
        }
    }

    public double at(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    public double median() {
        return at(0.5);
    }

    public Fences fences() {
        double reach = WHISKER * (at(0.75) - at(0.25));
        return new Fences(at(0.25) - reach, at(0.75) + reach);
    }
}
