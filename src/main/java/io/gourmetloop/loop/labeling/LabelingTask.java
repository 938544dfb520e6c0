package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A photo that people are asked to label. {@code photoUri} is where the annotator finds it ({@link PhotoAddress}),
 * {@code timestamp} when it was uploaded. The guide is what an annotator is told beforehand; a blind task cannot have one.
 */
public record LabelingTask(
        TaskId id,
        SamplingStream stream,
        Purpose purpose,
        String photoUri,
        Instant timestamp,
        ModelVersion modelVersion,
        @Nullable Guide guide) {
    public LabelingTask {
        if (purpose.blind() != (guide == null)) {
            throw new IllegalArgumentException("A task is guided or blind, but " + id + " is for " + purpose + " and "
                    + (guide == null ? "tells nothing" : "tells the answer"));
        }
    }

    /** The model's answer, the user's correction when there is one, the rank in an active-learning batch. */
    public record Guide(
            Label prediction,
            Confidence confidence,
            @Nullable Label userLabel,
            @Nullable Integer rank) {}
}
