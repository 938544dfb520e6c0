package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the list: the answer, what its user said last, and how far its image has come in the loop. */
public record PredictionSummary(
        PredictionId id,
        Instant createdAt,
        String label,
        double confidence,
        ModelVersion version,
        @Nullable String verdict,
        @Nullable String userLabel,
        Loop loop) {
    /** For administrators: the life cycle of the image, the stream that carries its task, its ground truth. */
    public record Loop(
            String state, @Nullable String stream, @Nullable String humanLabel) {}
}
