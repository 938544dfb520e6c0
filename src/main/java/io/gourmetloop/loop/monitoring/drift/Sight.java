package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.model.inference.Classifier;
import io.vertx.core.Future;
import java.util.List;

/** How the checks look at photos: through what is kept of them, and again through the model. */
public record Sight(Describer describer, Classifier classifier) {
    /** Something that describes photos which nobody has described yet. */
    @FunctionalInterface
    public interface Describer {
        Future<Void> complete(List<PredictionId> ids);
    }
}
