package io.gourmetloop.loop.sampling;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;

/**
 * Who is chosen for labeling, and with what probability. The probability depends on the image's confidence and on how
 * many images the stream chose before on the same day, never on the image's own coin: so an estimate that weights by
 * its inverse stays unbiased, whatever the cap did.
 */
public sealed interface SamplingPolicy {
    SamplingStream stream();

    /** Probability for the next image, after the stream has chosen {@code chosenToday} images since midnight UTC. */
    double probability(Confidence confidence, long chosenToday);

    default Decision decide(PredictionId prediction, Confidence confidence, Salt salt, long chosenToday) {
        Coin coin = Coin.toss(prediction, stream(), salt);
        return new Decision(stream(), probability(confidence, chosenToday), coin.value());
    }

    /** Every image alike, so that estimates have a footing everywhere: the probability never falls below the floor. */
    record Random(double rate, double floor, DailyCap cap) implements SamplingPolicy {
        public Random {
            if (!(floor > 0 && floor <= rate && rate <= 1)) {
                throw new IllegalArgumentException("The random rate needs 0 < floor <= rate <= 1");
            }
        }

        @Override
        public SamplingStream stream() {
            return SamplingStream.RANDOM;
        }

        @Override
        public double probability(Confidence confidence, long chosenToday) {
            return Math.max(floor, rate * cap.remaining(chosenToday));
        }
    }

    /** Images that the model is unsure of: those strictly below the threshold. */
    record LowConfidence(Confidence threshold, double rate, DailyCap cap) implements SamplingPolicy {
        @Override
        public SamplingStream stream() {
            return SamplingStream.LOW_CONFIDENCE;
        }

        @Override
        public double probability(Confidence confidence, long chosenToday) {
            return confidence.below(threshold) ? rate * cap.remaining(chosenToday) : 0;
        }
    }

    /** Images whose answer a user flagged or corrected. */
    record UserFeedback(double rate, DailyCap cap) implements SamplingPolicy {
        /** For those beyond their quota. */
        static final UserFeedback NEVER = new UserFeedback(0, DailyCap.NONE);

        @Override
        public SamplingStream stream() {
            return SamplingStream.USER_FEEDBACK;
        }

        @Override
        public double probability(Confidence confidence, long chosenToday) {
            return rate * cap.remaining(chosenToday);
        }
    }
}
