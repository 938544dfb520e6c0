package io.gourmetloop.loop.monitoring.statistics;

import java.util.Arrays;
import java.util.List;

/** How far a vector lies from its nearest neighbors among known ones. */
public final class Neighbors {
    private final List<float[]> known;
    private final int count;
    /** [dimension][known vector]: the inner loop goes over vectors, which the compiler turns into vector instructions. */
    private final float[][] columns;

    public Neighbors(List<float[]> known, int count) {
        if (known.size() <= count) {
            throw new IllegalArgumentException("There are no " + count + " neighbors among " + known.size());
        }
        this.known = List.copyOf(known);
        this.count = count;
        this.columns = new float[known.get(0).length][known.size()];
        for (int i = 0; i < known.size(); i++) {
            for (int dimension = 0; dimension < columns.length; dimension++) {
                columns[dimension][i] = known.get(i)[dimension];
            }
        }
    }

    /** Mean distance to the nearest ones. */
    public double distance(float[] vector) {
        return nearest(squaredDistances(vector));
    }

    /** Of each known vector to the others. */
    public double[] ownDistances() {
        double[] distances = new double[known.size()];
        for (int i = 0; i < distances.length; i++) {
            float[] squared = squaredDistances(known.get(i));
            squared[i] = Float.POSITIVE_INFINITY;
            distances[i] = nearest(squared);
        }
        return distances;
    }

    private float[] squaredDistances(float[] vector) {
        float[] distances = new float[known.size()];
        for (int dimension = 0; dimension < columns.length; dimension++) {
            addSquares(distances, columns[dimension], vector[dimension]);
        }
        return distances;
    }

    private static void addSquares(float[] sums, float[] column, float value) {
        for (int i = 0; i < sums.length; i++) {
            float away = column[i] - value;
            sums[i] += away * away;
        }
    }

    private double nearest(float[] squaredDistances) {
        float[] sorted = squaredDistances.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.sqrt(sorted[i]);
        }
        return sum / count;
    }
}
