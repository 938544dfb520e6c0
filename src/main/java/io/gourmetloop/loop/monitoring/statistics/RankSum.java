package io.gourmetloop.loop.monitoring.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How well a score tells two samples apart: the area under its ROC curve (Mann and Whitney 1947). */
final class RankSum {
    private RankSum() {}

    /**
     * The statistic is the chance that a random one of the second sample scores above a random one of the first, ties
     * counted half; the p-value (normal approximation, one-sided) that of an area as large.
     */
    static Tested area(double[] scores, boolean[] second) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double ranks = 0;
        double positives = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = endOfTies(scores, order, from);
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                ranks += second[order[i]] ? rank : 0;
                positives += second[order[i]] ? 1 : 0;
            }
        }
        double negatives = order.length - positives;
        double area = (ranks - positives * (positives + 1) / 2) / (positives * negatives);
        double deviation = Math.sqrt((order.length + 1) / (12 * positives * negatives));
        return new Tested(area, upperTail((area - 0.5) / deviation));
    }

    private static int endOfTies(double[] scores, int[] order, int from) {
        int to = from + 1;
        while (to < order.length && scores[order[to]] == scores[order[from]]) {
            to++;
        }
        return to;
    }

    /** Of the standard normal distribution, whose square is χ² with one degree of freedom. */
    private static double upperTail(double z) {
        double half = ChiSquared.survival(z * z, 1) / 2;
        return z > 0 ? half : 1 - half;
    }
}
