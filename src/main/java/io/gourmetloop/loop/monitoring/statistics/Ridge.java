package io.gourmetloop.loop.monitoring.statistics;

import java.util.List;

/**
 * A linear discriminant: least squares on standardised features with as much shrinkage as there are rows, by conjugate
 * gradients. It needs no tuning, so that it may be fitted every night.
 */
final class Ridge {
    private static final int STEPS = 30;
    private static final double ENOUGH = 1e-6;

    private final float[] mean;
    private final float[] scale;
    private final float[] weights;

    /** {@code targets}: one for each row. */
    Ridge(List<float[]> rows, float[] targets) {
        int size = rows.get(0).length;
        mean = new float[size];
        scale = new float[size];
        measure(rows);
        weights = solve(rows.stream().map(this::standardised).toList(), targets);
    }

    double score(float[] row) {
        return Vectors.dot(weights, standardised(row));
    }

    private void measure(List<float[]> rows) {
        float share = 1f / rows.size();
        rows.forEach(row -> Vectors.add(mean, share, row));
        for (float[] row : rows) {
            for (int i = 0; i < scale.length; i++) {
                scale[i] += share * (row[i] - mean[i]) * (row[i] - mean[i]);
            }
        }
        for (int i = 0; i < scale.length; i++) {
            scale[i] = scale[i] > 0 ? (float) (1 / Math.sqrt(scale[i])) : 0;
        }
    }

    private float[] standardised(float[] row) {
        float[] standardised = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            standardised[i] = (row[i] - mean[i]) * scale[i];
        }
        return standardised;
    }

    /** (XᵀX + n I) w = Xᵀy */
    private static float[] solve(List<float[]> rows, float[] targets) {
        float[] solution = new float[rows.get(0).length];
        float[] residual = transposed(rows, targets, solution.length);
        float[] direction = residual.clone();
        double squares = Vectors.dot(residual, residual);
        double enough = squares * ENOUGH;
        for (int step = 0; step < STEPS && squares > enough; step++) {
            float[] image = image(rows, direction);
            float length = (float) (squares / Vectors.dot(direction, image));
            Vectors.add(solution, length, direction);
            Vectors.add(residual, -length, image);
            double before = squares;
            squares = Vectors.dot(residual, residual);
            float[] next = residual.clone();
            Vectors.add(next, (float) (squares / before), direction);
            direction = next;
        }
        return solution;
    }

    private static float[] image(List<float[]> rows, float[] vector) {
        float[] products = new float[rows.size()];
        for (int i = 0; i < products.length; i++) {
            products[i] = Vectors.dot(rows.get(i), vector);
        }
        float[] image = transposed(rows, products, vector.length);
        Vectors.add(image, rows.size(), vector);
        return image;
    }

    private static float[] transposed(List<float[]> rows, float[] factors, int size) {
        float[] sum = new float[size];
        for (int i = 0; i < factors.length; i++) {
            Vectors.add(sum, factors[i], rows.get(i));
        }
        return sum;
    }
}
