package io.gourmetloop.domain;

/** What the label of an image may be used for: a hash of the stored bytes decides, so a picture never changes sides. */
public enum Role {
    /** Measures versions, never trains. All tasks of such an image are blind, so each stream leads into the estimates. */
    EVAL {
        @Override
        public double inclusionProbability(double random, double lowConfidence, double flag) {
            return 1 - (1 - random) * (1 - lowConfidence) * (1 - flag);
        }
    },
    /** Trains. Its task is blind, and its label enters an estimate, only when the random coin chose it. */
    TRAIN {
        @Override
        public double inclusionProbability(double random, double lowConfidence, double flag) {
            return random;
        }
    };

    /**
     * Probability that the image's label enters the estimates, from the probabilities that its coins were thrown with
     * (independent, Poisson sampling). {@code flag} is 0 as long as no user has flagged or corrected the answer.
     */
    public abstract double inclusionProbability(double random, double lowConfidence, double flag);
}
