package io.gourmetloop.loop.monitoring.statistics;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Vectors around a point. */
final class Clouds {
    private Clouds() {}

    static List<float[]> around(double middle, int count, int size, Random random) {
        return Stream.generate(() -> vector(middle, size, random)).limit(count).toList();
    }

    private static float[] vector(double middle, int size, Random random) {
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) (middle + random.nextGaussian());
        }
        return vector;
    }
}
