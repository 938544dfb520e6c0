package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.model.inference.Embedding;
import io.gourmetloop.model.inference.PictureProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answered photo, as the checks see it. */
public record Example(
        PredictionId id,
        Answer answer,
        Labeling labeling,
        @Nullable Picture picture,
        @Nullable Embedding embedding,
        @Nullable PhotoProblem problem) {
    /** {@code probabilities} are in the order of the version's classes. */
    public record Answer(Label label, double confidence, List<Double> probabilities) {
        public Answer {
            probabilities = List.copyOf(probabilities);
        }
    }

    /** What people said: {@code atRandom} when the random coin chose the photo, so that its label stands for all photos. */
    public record Labeling(
            Role role,
            boolean atRandom,
            boolean flagged,
            @Nullable Label truth) {}

    /** {@code width} and {@code height} of the whole photo, in pixels. */
    public record Picture(int width, int height, PictureProperties properties) {}

    boolean labeled() {
        return labeling.truth != null;
    }

    boolean labeledAtRandom() {
        return labeled() && labeling.atRandom;
    }

    boolean answeredRight() {
        return answer.label.equals(labeling.truth);
    }
}
