package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.Accuracy;
import io.gourmetloop.loop.monitoring.Estimate;
import io.gourmetloop.loop.monitoring.WindowEstimates;
import io.gourmetloop.model.inference.Classifier;
import io.gourmetloop.model.inference.ServedModel;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** How accurate the versions are in production. */
public final class AccuracyRoutes implements Resource {
    private static final int DEFAULT_WINDOWS = 30;

    private final Accuracy accuracy;
    private final Classifier classifier;

    public AccuracyRoutes(Accuracy accuracy, Classifier classifier) {
        this.accuracy = accuracy;
        this.classifier = classifier;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getAccuracy", this::accuracy);
    }

    private void accuracy(RoutingContext ctx) {
        ModelVersion version = version(ctx);
        int windows = Queries.integer(ctx, "limit", DEFAULT_WINDOWS);
        accuracy.of(version, windows)
                .onSuccess(found -> Replies.json(ctx, json(version, found)))
                .onFailure(ctx::fail);
    }

    private ModelVersion version(RoutingContext ctx) {
        String asked = ctx.request().getParam("model_version");
        return asked == null
                ? classifier
                        .serving()
                        .map(ServedModel::version)
                        .orElseThrow(() -> new Failure(ErrorCode.NO_MODEL, "No model is loaded; name a version"))
                : ModelVersion.parse(asked);
    }

    private static JsonObject json(ModelVersion version, List<WindowEstimates> windows) {
        return new JsonObject()
                .put("model_version", version.toString())
                .put("windows", Replies.array(windows, AccuracyRoutes::json));
    }

    private static JsonObject json(WindowEstimates estimates) {
        JsonObject streams = new JsonObject();
        estimates.streamLabels().forEach((stream, labels) -> streams.put(stream.text(), labels));
        return new JsonObject()
                .put("kind", estimates.window().kind())
                .put("start", estimates.window().start().toString())
                .put("end", estimates.window().end().toString())
                .put("as_of", estimates.asOf().toString())
                .put("taken_until", estimates.takenUntil().toString())
                .put("answered", estimates.answered())
                .put("blind_tasks", estimates.blindTasks())
                .put("blind_closed", estimates.blindClosed())
                .put("provisional", estimates.provisional())
                .put("stream_labels", streams)
                .put("estimates", Replies.array(estimates.figures(), AccuracyRoutes::json));
    }

    private static JsonObject json(WindowEstimates.Figure figure) {
        Estimate estimate = figure.estimate();
        JsonObject json = new JsonObject()
                .put("estimator", figure.estimator().text())
                .put("value", estimate.value())
                .put("lower_bound", estimate.bounds().low())
                .put("upper_bound", estimate.bounds().high())
                .put("labels", estimate.labels())
                .put("headline", figure.headline());
        Estimate.Uncertainty uncertainty = estimate.uncertainty();
        if (uncertainty != null) {
            json.put("low", uncertainty.interval().low())
                    .put("high", uncertainty.interval().high())
                    .put("n_eff", uncertainty.effectiveSize());
        }
        return json;
    }
}
