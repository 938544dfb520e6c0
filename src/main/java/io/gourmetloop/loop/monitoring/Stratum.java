package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import org.jspecify.annotations.Nullable;

/**
 * Labeled images that share all that an estimator looks at: how they came to be labeled, what the model and the people
 * said, and the tenth of the confidence.
 */
record Stratum(Draw draw, Judged judged, int tenth, Sums sums) {
    /** Role and coins: {@code flag} is 0 where no user has flagged the answer. {@code stream} carried the task. */
    record Draw(Role role, Coins coins, SamplingStream stream, boolean blind) {
        double inclusion() {
            return role.inclusionProbability(coins.random, coins.lowConfidence, coins.flag);
        }

        /** The random stream is asked first, so whatever its coin chose has its task in it. */
        boolean atRandom() {
            return stream == SamplingStream.RANDOM;
        }
    }

    /** Probabilities that the coins were thrown with. */
    record Coins(double random, double lowConfidence, double flag) {}

    /** The answer and the ground truth; null where nobody could name a class. */
    record Judged(Label predicted, @Nullable Label truth) {
        Outcome outcome() {
            return truth == null ? Outcome.UNDECIDED : truth.equals(predicted) ? Outcome.RIGHT : Outcome.WRONG;
        }
    }

    /** Number of images, sum of their confidences, sum of the squares of these. */
    record Sums(long n, double f, double ff) {}

    Outcome outcome() {
        return judged.outcome();
    }

    /** Sums under the weights of all blind labels. */
    Cell blindCell() {
        return cell(draw.inclusion());
    }

    /** Sums under the weights of the random stream alone. */
    Cell randomCell() {
        return cell(draw.coins.random);
    }

    private Cell cell(double inclusion) {
        return Cell.of(inclusion, sums.n, sums.f, sums.ff);
    }
}
