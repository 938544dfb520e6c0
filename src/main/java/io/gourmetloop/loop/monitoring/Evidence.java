package io.gourmetloop.loop.monitoring;

import java.util.List;

/**
 * What is known about the answers of one version in one window. Traffic and the samples (labels of all blind tasks, and
 * of the random stream alone) end at the same moment, before the first task that too many others wait with. What needs
 * no such care is {@link Whole}.
 */
record Evidence(Traffic traffic, Sample blind, Sample random, Whole whole) {
    /** The window without a cut: all its traffic so far, and the plain count over whatever labels there are. */
    record Whole(Traffic traffic, Tally anyLabel) {}

    /** Images answered, and the sum of their confidences. */
    record Traffic(long answered, double confidences) {
        static final Traffic NONE = new Traffic(0, 0);

        Traffic plus(Traffic other) {
            return new Traffic(answered + other.answered, confidences + other.confidences);
        }

        double meanConfidence() {
            return answered == 0 ? 0 : confidences / answered;
        }
    }

    /** Labels with a class, guided ones too, and how many of them equal the answer. */
    record Tally(long labels, long right) {
        static final Tally NONE = new Tally(0, 0);

        static Tally of(Stratum stratum) {
            long n = stratum.sums().n();
            return switch (stratum.outcome()) {
                case RIGHT -> new Tally(n, n);
                case WRONG -> new Tally(n, 0);
                case UNDECIDED -> NONE;
            };
        }

        double shareRight() {
            return labels == 0 ? 0 : (double) right / labels;
        }

        Tally plus(Tally other) {
            return new Tally(labels + other.labels, right + other.right);
        }
    }

    static Evidence of(Traffic traffic, List<Stratum> strata, Whole whole) {
        Sample blind = Sample.EMPTY;
        Sample random = Sample.EMPTY;
        for (Stratum stratum : strata) {
            blind = blind.plus(stratum.outcome(), stratum.blindCell());
            if (stratum.draw().atRandom()) {
                random = random.plus(stratum.outcome(), stratum.randomCell());
            }
        }
        return new Evidence(traffic, blind, random, whole);
    }

    /** The estimator whose figure is shown first: the difference, once there are enough random labels to trust it. */
    Estimator headline(int randomLabelsNeeded) {
        return random.all().n() >= randomLabelsNeeded ? Estimator.DIFFERENCE : Estimator.RANDOM_ONLY;
    }
}
