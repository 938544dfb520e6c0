package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Role;

/**
 * Labelled images of blind tasks that share role, coins' probabilities and outcome: {@code n} of them, with the sums of
 * their confidences and of the squares of these. {@code flag} is 0 where no user has flagged the answer.
 */
record Stratum(
        Role role,
        double random,
        double lowConfidence,
        double flag,
        boolean chosenAtRandom,
        Outcome outcome,
        Confidences confidences) {
    /** Number of images, sum of their confidences, sum of the squares of these. */
    record Confidences(long n, double sum, double sumOfSquares) {}

    Cell blindCell() {
        return cell(role.inclusionProbability(random, lowConfidence, flag));
    }

    Cell randomCell() {
        return cell(random);
    }

    private Cell cell(double inclusion) {
        return Cell.of(inclusion, confidences.n, confidences.sum, confidences.sumOfSquares);
    }
}
