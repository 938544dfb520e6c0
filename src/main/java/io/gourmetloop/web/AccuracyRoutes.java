package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.Accuracy;
import io.gourmetloop.loop.monitoring.Accuracy.Question;
import io.gourmetloop.loop.monitoring.Calibration;
import io.gourmetloop.loop.monitoring.Confusion;
import io.gourmetloop.loop.monitoring.Reasons;
import io.gourmetloop.loop.monitoring.Reliability;
import io.gourmetloop.loop.monitoring.WindowEstimates;
import io.gourmetloop.model.inference.Classifier;
import io.gourmetloop.model.inference.ServedModel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How accurate the versions are in production, and why the figures are what they are. */
public final class AccuracyRoutes implements Resource {
    private static final int DEFAULT_WINDOWS = 30;
    private static final int CALIBRATIONS = 60;

    private final Accuracy accuracy;
    private final Classifier classifier;

    public AccuracyRoutes(Accuracy accuracy, Classifier classifier) {
        this.accuracy = accuracy;
        this.classifier = classifier;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getAccuracy", this::accuracy,
                "explainAccuracy", this::explain,
                "getConfusion", this::confusion,
                "getCalibration", this::calibration);
    }

    private void accuracy(RoutingContext ctx) {
        ModelVersion version = version(ctx);
        int windows = Queries.integer(ctx, "limit", DEFAULT_WINDOWS);
        Future<List<WindowEstimates>> found = accuracy.of(version, label(ctx), windows);
        Future<List<ModelVersion>> versions = accuracy.versions();
        Future.all(found, versions)
                .onSuccess(all -> Replies.json(
                        ctx,
                        new JsonObject()
                                .put("model_version", version.toString())
                                .put(
                                        "versions",
                                        versions.result().stream()
                                                .map(ModelVersion::toString)
                                                .toList())
                                .put("windows", Replies.array(found.result(), EstimateJson::window))))
                .onFailure(ctx::fail);
    }

    private void explain(RoutingContext ctx) {
        Question question = question(ctx);
        accuracy.explain(question)
                .onSuccess(found -> Replies.json(
                        ctx,
                        head(question)
                                .put("window", EstimateJson.window(found.estimates()))
                                .put("reasons", json(found.reasons()))))
                .onFailure(ctx::fail);
    }

    private void confusion(RoutingContext ctx) {
        Question question = question(ctx);
        accuracy.confusion(question)
                .onSuccess(found -> Replies.json(
                        ctx,
                        head(question)
                                .put("window", EstimateJson.window(found.estimates()))
                                .put("confusion", json(found.confusion()))))
                .onFailure(ctx::fail);
    }

    private void calibration(RoutingContext ctx) {
        Question question = question(ctx);
        accuracy.calibration(question, CALIBRATIONS)
                .onSuccess(found -> Replies.json(
                        ctx,
                        head(question)
                                .put("window", EstimateJson.window(found.estimates()))
                                .put("reliability", json(found.reliability()))
                                .put("calibrations", Replies.array(found.calibrations(), AccuracyRoutes::json))))
                .onFailure(ctx::fail);
    }

    private Question question(RoutingContext ctx) {
        Instant from = Queries.instant(ctx, "from");
        Instant to = Queries.instant(ctx, "to");
        if (to != null && (from == null || !from.isBefore(to))) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, "A window that ends needs a start ('from') before its end ('to')");
        }
        return new Question(version(ctx), from, to, label(ctx));
    }

    private static @Nullable Label label(RoutingContext ctx) {
        String label = ctx.request().getParam("label");
        return label == null ? null : new Label(label);
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

    private static JsonObject head(Question question) {
        return new JsonObject().put("model_version", question.version().toString());
    }

    private static JsonObject json(Reasons reasons) {
        return new JsonObject()
                .put("answered", reasons.answered())
                .put("mean_confidence", reasons.meanConfidence())
                .put("weight", reasons.weight())
                .put("correction", EstimateJson.range(reasons.correction()))
                .put("variance", reasons.variance())
                .put("waiting_labels", reasons.waitingLabels())
                .put("sources", Replies.array(reasons.sources(), AccuracyRoutes::json));
    }

    private static JsonObject json(Reasons.Source source) {
        return new JsonObject()
                .put("role", source.how().role().name())
                .put("stream", source.how().stream().text())
                .put("unsure", source.how().unsure())
                .put("flagged", source.how().flagged())
                .put("labels", source.labels())
                .put("right", source.right())
                .put("undecided", source.undecided())
                .put("weight", source.weight());
    }

    private static JsonObject json(Confusion confusion) {
        return new JsonObject()
                .put("answered", confusion.answered())
                .put("labels", confusion.labels())
                .put("undecided", confusion.undecided())
                .put("classes", Replies.array(confusion.classes(), AccuracyRoutes::json))
                .put("pairs", Replies.array(confusion.pairs(), AccuracyRoutes::json));
    }

    private static JsonObject json(Confusion.OfClass ofClass) {
        return new JsonObject()
                .put("label", ofClass.label().text())
                .put("answered", ofClass.answered())
                .put("precision", EstimateJson.shareOrNull(ofClass.precision()))
                .put("recall", EstimateJson.shareOrNull(ofClass.recall()));
    }

    private static JsonObject json(Confusion.Pair pair) {
        return new JsonObject()
                .put("truth", pair.truth().text())
                .put("predicted", pair.predicted().text())
                .put("labels", pair.labels())
                .put("share", pair.share())
                .put("of_truth", EstimateJson.share(pair.ofTruth()));
    }

    private static JsonObject json(Reliability reliability) {
        return new JsonObject()
                .put(
                        "expected_calibration_error",
                        reliability.expectedCalibrationError().orElse(null))
                .put("tenths", Replies.array(reliability.tenths(), AccuracyRoutes::json));
    }

    private static JsonObject json(Reliability.Tenth tenth) {
        return new JsonObject()
                .put("tenth", tenth.tenth())
                .put("answered", tenth.answered())
                .put("mean_confidence", tenth.meanConfidence())
                .put("accuracy", EstimateJson.shareOrNull(tenth.accuracy()));
    }

    private static JsonObject json(Calibration calibration) {
        return new JsonObject()
                .put("valid_from", calibration.validFrom().toString())
                .put("labels_until", calibration.labelsUntil().toString())
                .put("temperature", calibration.temperature())
                .put("labels", calibration.labels())
                .put("log_loss_before", calibration.lossBefore())
                .put("log_loss_after", calibration.lossAfter());
    }
}
