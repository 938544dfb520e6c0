package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.json} says about a graph.
 *
 * @param temperature divides the logits before the softmax; fitted once, never changed for a version
 * @param backboneOrNull names the network that makes the embeddings: equal names mean comparable embeddings
 */
public record ModelManifest(
        String name,
        Labels labels,
        ModelInput input,
        double temperature,
        Sha256 sha256,
        @Nullable String backboneOrNull) {
    public ModelManifest {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("temperature must be positive, not " + temperature);
        }
    }

    public Optional<String> backbone() {
        return Optional.ofNullable(backboneOrNull);
    }
}
