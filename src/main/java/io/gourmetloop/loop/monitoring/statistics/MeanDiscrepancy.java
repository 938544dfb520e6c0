package io.gourmetloop.loop.monitoring.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Maximum mean discrepancy of two samples of vectors (Gretton et al. 2012, unbiased), with a Gaussian kernel as wide as the
 * median distance of the pooled sample. Memory and time grow with the square of the number of vectors.
 */
public final class MeanDiscrepancy {
    private final int ones;
    private final int all;
    /** Symmetric; row by row. */
    private final float[] kernel;

    private final double[] rowSums;
    private final double total;

    public MeanDiscrepancy(List<float[]> one, List<float[]> other) {
        if (one.size() < 2 || other.size() < 2) {
            throw new IllegalArgumentException("A sample of one vector has no distribution");
        }
        List<float[]> pooled = new ArrayList<>(one);
        pooled.addAll(other);
        ones = one.size();
        all = pooled.size();
        kernel = kernel(squaredDistances(pooled), all);
        rowSums = new double[all];
        for (int i = 0; i < all; i++) {
            for (int j = 0; j < all; j++) {
                rowSums[i] += kernel[i * all + j];
            }
        }
        total = Arrays.stream(rowSums).sum();
    }

    /** The squared discrepancy of so many random divisions of the pooled sample. */
    public double[] byChance(int permutations, RandomGenerator random) {
        int[] order = givenOrder();
        double[] byChance = new double[permutations];
        for (int i = 0; i < permutations; i++) {
            shuffle(order, random);
            byChance[i] = squared(order);
        }
        return byChance;
    }

    /** The least p-value is 1/(permutations + 1). */
    public Tested test(double[] byChance) {
        double observed = squared(givenOrder());
        long asFar = Arrays.stream(byChance).filter(value -> value >= observed).count();
        return new Tested(observed, (asFar + 1) / (byChance.length + 1.0));
    }

    /** How much more each vector of the second sample is like the second sample than like the first. */
    public double[] strangeness() {
        double[] strangeness = new double[all - ones];
        for (int i = ones; i < all; i++) {
            double toFirst = 0;
            for (int j = 0; j < ones; j++) {
                toFirst += kernel[i * all + j];
            }
            double toSecond = rowSums[i] - toFirst - 1;
            strangeness[i - ones] = toSecond / (all - ones - 1) - toFirst / ones;
        }
        return strangeness;
    }

    private int[] givenOrder() {
        int[] order = new int[all];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /** Of the division into the first {@code ones} of the order and the others. */
    private double squared(int[] order) {
        double within = 0;
        double rows = 0;
        for (int i = 0; i < ones; i++) {
            int row = order[i] * all;
            float sum = 0;
            for (int j = 0; j < ones; j++) {
                sum += kernel[row + order[j]];
            }
            within += sum;
            rows += rowSums[order[i]];
        }
        double between = rows - within;
        double others = total - within - 2 * between;
        double m = ones;
        double n = all - m;
        return (within - m) / (m * (m - 1)) + (others - n) / (n * (n - 1)) - 2 * between / (m * n);
    }

    private static void shuffle(int[] order, RandomGenerator random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private static float[] squaredDistances(List<float[]> vectors) {
        int n = vectors.size();
        float[] distances = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                float distance = (float) Vectors.squaredDistance(vectors.get(i), vectors.get(j));
                distances[i * n + j] = distance;
                distances[j * n + i] = distance;
            }
        }
        return distances;
    }

    private static float[] kernel(float[] squaredDistances, int n) {
        double[] upper = new double[n * (n - 1) / 2];
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                upper[at++] = squaredDistances[i * n + j];
            }
        }
        double median = new Quantiles(upper).median();
        double scale = median > 0 ? -1 / (2 * median) : 0;
        float[] kernel = new float[n * n];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) Math.exp(scale * squaredDistances[i]);
        }
        return kernel;
    }
}
