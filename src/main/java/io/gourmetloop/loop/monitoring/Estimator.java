package io.gourmetloop.loop.monitoring;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Ways from evidence to accuracy. An estimator without anything to stand on gives no figure. */
public enum Estimator {
    /**
     * Share of right answers among the labels of the random stream: the fallback. With one rate it is k of n with Wilson's
     * interval on n / (1 − rate), the finite-population size; where a cap moved the rate, labels are weighted.
     */
    RANDOM {
        @Override
        Optional<Estimate> estimate(Evidence evidence) {
            return share(evidence.random().withoutConfidence(), 0, evidence, Sample::finiteSize);
        }
    },
    /** Weighted share of right answers among the labels of all blind tasks (Hájek 1971). */
    HAJEK {
        @Override
        Optional<Estimate> estimate(Evidence evidence) {
            return share(evidence.blind().withoutConfidence(), 0, evidence, Sample::kishSize);
        }
    },
    /** Mean confidence of all answers, corrected by its weighted error on the labels of all blind tasks. */
    DIFFERENCE {
        @Override
        Optional<Estimate> estimate(Evidence evidence) {
            return share(evidence.blind(), evidence.traffic().meanConfidence(), evidence, Sample::kishSize);
        }
    },
    /** Mean confidence: what accuracy would be, were the confidence calibrated on this traffic. */
    CBPE {
        @Override
        Optional<Estimate> estimate(Evidence evidence) {
            return evidence.traffic().answered() == 0
                    ? Optional.empty()
                    : Optional.of(Estimate.withoutInterval(evidence.traffic().meanConfidence(), 0));
        }
    },
    /** Mean over whatever labels there are: wrong by design, shown to be compared. */
    NAIVE {
        @Override
        Optional<Estimate> estimate(Evidence evidence) {
            long labels = evidence.anyLabel().labels();
            return labels == 0
                    ? Optional.empty()
                    : Optional.of(Estimate.withoutInterval(
                            (double) evidence.anyLabel().right() / labels, labels));
        }
    };

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word in tables, answers and metric labels: {@code difference}. */
    public String text() {
        return text;
    }

    abstract Optional<Estimate> estimate(Evidence evidence);

    private static Optional<Estimate> share(
            Sample sample, double offset, Evidence evidence, ToDoubleFunction<Sample> sizeWithoutVariance) {
        return new WeightedShare(sample, offset, evidence.traffic().answered(), sizeWithoutVariance).estimate();
    }
}
