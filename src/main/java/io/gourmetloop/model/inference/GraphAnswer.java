package io.gourmetloop.model.inference;

import org.jspecify.annotations.Nullable;

/** Raw outputs for one photo: logits of shape [C] and, where the graph has it, the embedding of shape [D]. */
final class GraphAnswer {
    private final float[] logits;
    private final float @Nullable [] embedding;

    GraphAnswer(float[] logits, float @Nullable [] embedding) {
        this.logits = logits;
        this.embedding = embedding;
    }

    float[] logits() {
        return logits;
    }

    float @Nullable [] embedding() {
        return embedding;
    }
}
