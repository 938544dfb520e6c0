package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.model.inference.Classifier;
import io.gourmetloop.model.inference.ServedModel;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What the serving model is and knows. */
public final class ModelRoutes implements Resource {
    private final Classifier classifier;

    public ModelRoutes(Classifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listClasses", this::classes, "getModelVersion", this::version);
    }

    private void classes(RoutingContext ctx) {
        JsonArray classes = new JsonArray();
        serving().manifest().labels().inOrder().stream().map(Label::text).forEach(classes::add);
        Replies.json(ctx, new JsonObject().put("classes", classes));
    }

    private void version(RoutingContext ctx) {
        var version = serving().version();
        Replies.json(ctx, new JsonObject().put("version", version.toString()).put("version_number", version.number()));
    }

    private ServedModel serving() {
        return classifier
                .serving()
                .orElseThrow(() -> new Failure(ErrorCode.NO_MODEL, "No model is loaded; see the log of the server"));
    }
}
