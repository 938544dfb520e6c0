package io.gourmetloop.loop.monitoring;

import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Ways from evidence to accuracy. An estimator without anything to stand on gives no figure. */
public enum Estimator {
    /**
     * Share of right answers among the labels of the random stream: the fallback. With one rate it is k of n with Wilson's
     * interval on n / (1 − rate), the finite-population size; where a cap moved the rate, labels are weighted.
     */
    RANDOM_ONLY {
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
    /** Mean confidence: what accuracy would be, were the confidence calibrated on this traffic. It waits for no label. */
    CBPE {
        @Override
        Optional<Estimate> estimate(Evidence evidence) {
            Traffic traffic = evidence.whole().traffic();
            return Optional.of(Estimate.withoutInterval(traffic.meanConfidence(), 0))
                    .filter(estimate -> traffic.answered() > 0);
        }
    },
    /** Mean over whatever labels there are: wrong by design, shown to be compared. */
    NAIVE {
        @Override
        Optional<Estimate> estimate(Evidence evidence) {
            Tally labels = evidence.whole().anyLabel();
            return Optional.of(Estimate.withoutInterval(labels.shareRight(), labels.labels()))
                    .filter(estimate -> labels.labels() > 0);
        }
    };

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word in tables, answers and metric labels: {@code difference}. */
    public String text() {
        return text;
    }

    static Estimator parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    abstract Optional<Estimate> estimate(Evidence evidence);

    private static Optional<Estimate> share(
            Sample sample, double offset, Evidence evidence, ToDoubleFunction<Sample> sizeWithoutVariance) {
        return new WeightedShare(sample, offset, evidence.traffic().answered(), sizeWithoutVariance).estimate();
    }
}
