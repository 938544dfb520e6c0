package io.gourmetloop.loop.monitoring;

import java.util.List;

/**
 * What is known about the answers of one version in one window: all traffic, the labels of all blind tasks, those of the
 * random stream alone, and the plain count over whatever labels there are.
 */
record Evidence(Traffic traffic, Sample blind, Sample random, Tally anyLabel) {
    /** Images answered, and the sum of their confidences. */
    record Traffic(long answered, double confidences) {
        double meanConfidence() {
            return answered == 0 ? 0 : confidences / answered;
        }
    }

    /** Labels with a class, guided ones too, and how many of them equal the answer. */
    record Tally(long labels, long right) {}

    static Evidence of(Traffic traffic, List<Stratum> strata, Tally anyLabel) {
        Sample blind = Sample.EMPTY;
        Sample random = Sample.EMPTY;
        for (Stratum stratum : strata) {
            blind = blind.plus(stratum.outcome(), stratum.blindCell());
            if (stratum.chosenAtRandom()) {
                random = random.plus(stratum.outcome(), stratum.randomCell());
            }
        }
        return new Evidence(traffic, blind, random, anyLabel);
    }

    /** The estimator whose figure is shown first: the difference, once there are enough random labels to trust it. */
    Estimator headline(int randomLabelsNeeded) {
        return random.all().n() >= randomLabelsNeeded ? Estimator.DIFFERENCE : Estimator.RANDOM;
    }
}
