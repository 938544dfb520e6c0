package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.model.inference.Classified;
import io.gourmetloop.model.inference.Embedding;
import io.gourmetloop.model.inference.PictureProperties;
import org.jspecify.annotations.Nullable;

/** What a photo looks like, and what its model made of it before choosing a class; or why nothing can be said of it. */
record PhotoFeatures(
        @Nullable PhotoProblem problem,
        @Nullable PictureProperties picture,
        @Nullable Embedding embedding) {
    static PhotoFeatures of(Classified classified) {
        return new PhotoFeatures(
                PhotoProblem.ofSize(
                                classified.photo().width(), classified.photo().height())
                        .orElse(null),
                classified.picture(),
                classified.embedding().orElse(null));
    }

    static PhotoFeatures unusable(PhotoProblem problem) {
        return new PhotoFeatures(problem, null, null);
    }

    /** An embedding tells nothing beside those of another model. */
    PhotoFeatures withoutEmbedding() {
        return new PhotoFeatures(problem, picture, null);
    }
}
