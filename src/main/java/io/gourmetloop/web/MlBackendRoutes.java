package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.labeling.StudioHints;
import io.gourmetloop.loop.labeling.TaskPredictions;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** What Label Studio asks of an ML backend. {@link MlDoor} stands before it. */
public final class MlBackendRoutes implements Resource {
    private final Optional<TaskPredictions> predictions;
    private final Optional<StudioHints> hints;

    /** Both are empty where nobody annotates in Label Studio. */
    public MlBackendRoutes(Optional<TaskPredictions> predictions, Optional<StudioHints> hints) {
        this.predictions = predictions;
        this.hints = hints;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getMlHealth", this::health,
                "setUpMlBackend", this::setUp,
                "predictTasks", this::predict,
                "announceToMlBackend", this::announce);
    }

    private void health(RoutingContext ctx) {
        Replies.json(ctx, version().put("status", "UP"));
    }

    /** Nothing is kept of the project: it says nothing that a prediction depends on. */
    private void setUp(RoutingContext ctx) {
        Replies.json(ctx, version());
    }

    private JsonObject version() {
        return new JsonObject()
                .put("model_version", present(predictions).version().toString());
    }

    private void predict(RoutingContext ctx) {
        present(predictions)
                .predict(ctx.body().buffer())
                .onSuccess(answer -> Replies.end(ctx, "application/json", answer))
                .onFailure(ctx::fail);
    }

    /** To be told to train changes nothing: when to train is decided here. */
    private void announce(RoutingContext ctx) {
        present(hints)
                .take(Announcement.read(
                        SamplingStream.ACTIVE_LEARNING, ctx.body().asJsonObject()))
                .onSuccess(done -> Replies.json(ctx, new JsonObject()))
                .onFailure(ctx::fail);
    }

    private static <T> T present(Optional<T> part) {
        return part.orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, "Label Studio is not enabled on this server"));
    }
}
