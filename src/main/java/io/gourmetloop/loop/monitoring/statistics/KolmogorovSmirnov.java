package io.gourmetloop.loop.monitoring.statistics;

import java.util.Arrays;

/** The largest distance between the distribution functions of two samples. */
public final class KolmogorovSmirnov {
    private static final int TERMS = 100;
    /** Below, the series says 1 to sixteen digits and converges slowly. */
    private static final double SURE = 0.2;

    private KolmogorovSmirnov() {}

    /** The p-value is the asymptotic one with Stephens' correction (1970), good from 4 values a side on. */
    public static Tested test(double[] one, double[] other) {
        double statistic = statistic(one, other);
        double size = Math.sqrt((double) one.length * other.length / (one.length + other.length));
        return new Tested(statistic, survival((size + 0.12 + 0.11 / size) * statistic));
    }

    private static double statistic(double[] one, double[] other) {
        double[] left = sorted(one);
        double[] right = sorted(other);
        double largest = 0;
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            double value = Math.min(left[i], right[j]);
            while (i < left.length && left[i] <= value) {
                i++;
            }
            while (j < right.length && right[j] <= value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / left.length - (double) j / right.length));
        }
        return largest;
    }

    private static double[] sorted(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("An empty sample has no distribution");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Kolmogorov's distribution: 2 Σ (−1)^(k−1) exp(−2 k² x²). */
    private static double survival(double x) {
        if (x < SURE) {
            return 1;
        }
        double sum = 0;
        for (int k = TERMS; k >= 1; k--) {
            double term = Math.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
        }
        return Math.min(1, Math.max(0, 2 * sum));
    }
}
