package io.gourmetloop.loop.sampling;

import io.gourmetloop.domain.SamplingStream;

/**
 * How many images each stream has chosen since midnight UTC, as the ledger knew when the coin was thrown. Photos that
 * arrive at the same moment may read the same count: a cap can then be passed by a few, but the ledger has the
 * probability that was used, so the estimates stay exact.
 */
public record ChosenToday(long random, long lowConfidence, long userFeedback) {
    /** For a sampler without caps, which asks for no counts. */
    public static final ChosenToday NONE = new ChosenToday(0, 0, 0);

    long of(SamplingStream stream) {
        return switch (stream) {
            case RANDOM -> random;
            case LOW_CONFIDENCE -> lowConfidence;
            case USER_FEEDBACK -> userFeedback;
            case ACTIVE_LEARNING -> throw new IllegalArgumentException("Active learning picks without a coin");
        };
    }
}
