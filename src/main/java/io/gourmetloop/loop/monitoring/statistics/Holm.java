package io.gourmetloop.loop.monitoring.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Corrects for the number of tests: who looks often enough finds something (Holm 1979). */
public final class Holm {
    private Holm() {}

    /** In the order given: each compares with the level that all together are to keep. */
    public static double[] adjusted(double[] pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double before = 0;
        for (int rank = 0; rank < order.length; rank++) {
            before = Math.max(before, Math.min(1, (order.length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = before;
        }
        return adjusted;
    }
}
