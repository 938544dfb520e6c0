package io.gourmetloop.loop.monitoring;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Shares of labeled answers as they are in production: every label weighs as many answers as it stands for (Hájek). */
final class Ratio {
    private Ratio() {}

    /**
     * Share of the strata that count as {@code right} among all given ones; those without a class are told by bounds.
     * Exact where all {@code answered} images were certain to be labeled, and are.
     */
    static Optional<Estimate> of(List<Stratum> strata, Predicate<Stratum> right, long answered) {
        Sample sample = Sample.EMPTY;
        for (Stratum stratum : strata) {
            Outcome outcome = stratum.outcome() == Outcome.UNDECIDED
                    ? Outcome.UNDECIDED
                    : right.test(stratum) ? Outcome.RIGHT : Outcome.WRONG;
            sample = sample.plus(outcome, stratum.blindCell());
        }
        return new WeightedShare(sample.withoutConfidence(), 0, answered, Sample::kishSize).estimate();
    }

    static double weight(List<Stratum> strata) {
        return strata.stream().mapToDouble(stratum -> stratum.blindCell().w()).sum();
    }
}
