package io.gourmetloop.loop.monitoring.statistics;

import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/** The largest distance between the distribution functions of two samples. */
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /** Two-sided; the p-value is exact for small samples and asymptotic for large ones. */
    public static Tested test(double[] one, double[] other) {
        if (one.length == 0 || other.length == 0) {
            throw new IllegalArgumentException("An empty sample has no distribution");
        }
        KolmogorovSmirnovTest.TwoResult result =
                KolmogorovSmirnovTest.withDefaults().test(one, other);
        return new Tested(result.getStatistic(), result.getPValue());
    }
}
