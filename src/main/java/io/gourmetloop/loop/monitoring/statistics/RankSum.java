package io.gourmetloop.loop.monitoring.statistics;

import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/** How well a score tells two samples apart: the area under its ROC curve (Mann and Whitney 1947). */
final class RankSum {
    private static final MannWhitneyUTest TEST = MannWhitneyUTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .with(PValueMethod.ASYMPTOTIC);

    private RankSum() {}

    /**
     * The statistic is the chance that a random one of the second sample scores above a random one of the first, ties
     * counted half; the p-value (normal approximation, one-sided) that of an area as large.
     */
    static Tested area(double[] scores, boolean[] second) {
        double[] above = select(scores, second, true);
        double[] below = select(scores, second, false);
        MannWhitneyUTest.Result result = TEST.test(above, below);
        return new Tested(result.getStatistic() / ((double) above.length * below.length), result.getPValue());
    }

    private static double[] select(double[] scores, boolean[] second, boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(i -> second[i] == wanted)
                .mapToDouble(i -> scores[i])
                .toArray();
    }
}
