package io.gourmetloop.loop.monitoring.statistics;

/** Inner loops over vectors of single precision. */
final class Vectors {
    private Vectors() {}

    /** Four sums instead of one: each addition would wait for the one before. */
    static float dot(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            first += a[i] * b[i];
        }
        return first + second + third + fourth;
    }

    static double squaredDistance(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        int i = 0;
        for (; i + 1 < a.length; i += 2) {
            float one = a[i] - b[i];
            float two = a[i + 1] - b[i + 1];
            first += one * one;
            second += two * two;
        }
        if (i < a.length) {
            first += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return (double) first + second;
    }

    /** {@code target += factor · vector} */
    static void add(float[] target, float factor, float[] vector) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }
}
