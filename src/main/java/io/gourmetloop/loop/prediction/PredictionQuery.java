package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions are asked for; null asks for all, {@code mine} for those alone that the session of the viewer sent.
 * Ids sort by time, so a range of time and a place in the list are both ranges of ids, and a page costs the same however
 * many predictions there are.
 */
public record PredictionQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String label,
        @Nullable Double minConfidence,
        @Nullable Double maxConfidence,
        @Nullable ModelVersion version,
        @Nullable SamplingStream stream,
        @Nullable String state,
        @Nullable String humanLabel,
        boolean mine,
        @Nullable PredictionId before,
        int limit) {
    /** Whether it filters by what {@link PredictionSummary.Loop} tells. */
    boolean asksAboutLoop() {
        return stream != null || state != null || humanLabel != null;
    }
}
