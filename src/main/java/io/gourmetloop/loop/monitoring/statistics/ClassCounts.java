package io.gourmetloop.loop.monitoring.statistics;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** How often each class occurs in two samples; classes that occur in neither do not count. */
public final class ClassCounts {
    /** A share of 0 would make the index infinite. */
    private static final double LEAST_SHARE = 1e-4;

    private final long[] one;
    private final long[] other;
    private final double oneSize;
    private final double otherSize;

    /** In the same order of classes. */
    public ClassCounts(long[] one, long[] other) {
        int[] present = IntStream.range(0, one.length)
                .filter(i -> one[i] + other[i] > 0)
                .toArray();
        this.one = IntStream.of(present).mapToLong(i -> one[i]).toArray();
        this.other = IntStream.of(present).mapToLong(i -> other[i]).toArray();
        this.oneSize = LongStream.of(one).sum();
        this.otherSize = LongStream.of(other).sum();
        if (oneSize == 0 || otherSize == 0) {
            throw new IllegalArgumentException("An empty sample has no distribution");
        }
    }

    /**
     * Cramér's V without its bias towards large values (Bergsma 2013), with Yates' correction where there are two classes,
     * and the p-value of the same χ².
     */
    public Tested cramersV() {
        if (one.length < 2) {
            return new Tested(0, 1);
        }
        double n = oneSize + otherSize;
        double chiSquared = chiSquared();
        double free = one.length - 1.0;
        double association = Math.max(0, chiSquared / n - free / (n - 1));
        double rows = 2 - 1 / (n - 1);
        double columns = one.length - free * free / (n - 1);
        double most = Math.min(rows, columns) - 1;
        return new Tested(
                most > 0 ? Math.sqrt(association / most) : 0,
                ChiSquaredDistribution.of(one.length - 1).survivalProbability(chiSquared));
    }

    /** Population stability index: Σ (q − p) ln(q/p). */
    public double populationStability() {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double p = Math.max(LEAST_SHARE, one[i] / oneSize);
            double q = Math.max(LEAST_SHARE, other[i] / otherSize);
            sum += (q - p) * Math.log(q / p);
        }
        return sum;
    }

    private double chiSquared() {
        double correction = one.length == 2 ? 0.5 : 0;
        double n = oneSize + otherSize;
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double left = (double) one[i];
            double right = (double) other[i];
            double share = (left + right) / n;
            sum += cell(left, share * oneSize, correction) + cell(right, share * otherSize, correction);
        }
        return sum;
    }

    private static double cell(double observed, double expected, double correction) {
        double away = Math.max(0, Math.abs(observed - expected) - correction);
        return away * away / expected;
    }
}
