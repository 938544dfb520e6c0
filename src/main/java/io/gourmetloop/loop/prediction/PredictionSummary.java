package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list: the answer, what its user said last, and how far its image has come in the loop. {@code loop} is
 * there for administrators alone, as in {@link PredictionHistory.Detail}.
 */
public record PredictionSummary(
        PredictionId id,
        Instant createdAt,
        String label,
        double confidence,
        ModelVersion version,
        @Nullable String verdict,
        @Nullable String userLabel,
        @Nullable Loop loop) {
    /** The life cycle of the image, the stream that carries its task, its ground truth. */
    public record Loop(
            String state, @Nullable String stream, @Nullable String humanLabel) {}
}
