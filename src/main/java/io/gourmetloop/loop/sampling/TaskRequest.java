package io.gourmetloop.loop.sampling;

import io.gourmetloop.domain.PredictionId;
import org.jspecify.annotations.Nullable;

/**
 * The order to make, or to renew, the labeling task of a prediction: what the sampling side writes to the outbox and the
 * labeling side delivers. {@code revision} tells apart the renewals that a user's corrections cause; null for the first.
 */
public record TaskRequest(PredictionId prediction, @Nullable Long revision) {
    public static final String TOPIC = "task";

    public static TaskRequest first(PredictionId prediction) {
        return new TaskRequest(prediction, null);
    }

    /** Reads {@link #key}. */
    public static TaskRequest parse(String key) {
        int slash = key.indexOf('/');
        return slash < 0
                ? first(PredictionId.parse(key))
                : new TaskRequest(PredictionId.parse(key.substring(0, slash)), Long.valueOf(key.substring(slash + 1)));
    }

    /** Deterministic: the same request twice is one delivery. */
    public String key() {
        return revision == null ? prediction.toString() : prediction + "/" + revision;
    }
}
