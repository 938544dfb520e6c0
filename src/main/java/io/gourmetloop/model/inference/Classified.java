package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.ModelVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model's answer to one photo, with the photo as it is to be stored. */
public record Classified(
        ModelVersion version,
        Labels labels,
        Probabilities probabilities,
        @Nullable Embedding embeddingOrNull,
        CleanPhoto photo,
        PictureProperties picture,
        Timings timings) {
    public Label prediction() {
        return labels.at(index());
    }

    /** Place of the predicted label in the model's order. */
    public int index() {
        return probabilities.top();
    }

    public Confidence confidence() {
        return probabilities.confidence();
    }

    /** Absent where the graph has no such output. */
    public Optional<Embedding> embedding() {
        return Optional.ofNullable(embeddingOrNull);
    }
}
