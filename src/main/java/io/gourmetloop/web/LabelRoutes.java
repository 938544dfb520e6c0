package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.monitoring.LabelPlan;
import io.gourmetloop.loop.monitoring.LabelPlans;
import io.gourmetloop.loop.monitoring.LabelQuality;
import io.gourmetloop.loop.prediction.Picks;
import io.gourmetloop.model.inference.Classifier;
import io.gourmetloop.model.inference.ServedModel;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What labels cost, and how far those who give them can be trusted. */
public final class LabelRoutes implements Resource {
    private static final int DEFAULT_DAYS = 30;

    private final LabelPlans plans;
    private final LabelQuality quality;
    private final Picks picks;
    private final Classifier classifier;

    public LabelRoutes(LabelPlans plans, LabelQuality quality, Picks picks, Classifier classifier) {
        this.plans = plans;
        this.quality = quality;
        this.picks = picks;
        this.classifier = classifier;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("planLabels", this::plan, "getLabelQuality", this::quality, "pickPhotos", this::pick);
    }

    private void plan(RoutingContext ctx) {
        ModelVersion version = classifier
                .serving()
                .map(ServedModel::version)
                .orElseThrow(() -> new Failure(ErrorCode.NO_MODEL, "No model is loaded"));
        plans.of(version)
                .onSuccess(plan -> Replies.json(ctx, json(version, plan)))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(ModelVersion version, LabelPlans.Plan plan) {
        LabelPlan goals = plan.plan();
        return new JsonObject()
                .put("model_version", version.toString())
                .put("labels_last_week", plan.blindLabelsOfLastWeek())
                .put("basis", goals.basis() == null ? null : EstimateJson.figure(goals.basis()))
                .put("goals", Replies.array(goals.goals(), LabelRoutes::json));
    }

    private static JsonObject json(LabelPlan.Goal goal) {
        return new JsonObject()
                .put("half_width", goal.halfWidth())
                .put("independent", goal.independent())
                .put("of_this_mix", goal.ofThisMix());
    }

    private void quality(RoutingContext ctx) {
        int days = Queries.integer(ctx, "days", DEFAULT_DAYS);
        quality.of(Duration.ofDays(days))
                .onSuccess(found -> Replies.json(ctx, json(found)))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(LabelQuality.Found found) {
        return new JsonObject()
                .put("agreements", Replies.array(found.agreements(), LabelRoutes::json))
                .put("paces", Replies.array(found.paces(), LabelRoutes::json))
                .put("claims", Replies.array(found.claims(), LabelRoutes::json));
    }

    private static JsonObject json(LabelQuality.Agreement agreement) {
        return new JsonObject()
                .put("one", agreement.one())
                .put("other", agreement.other())
                .put("images", agreement.images())
                .put("agreed", agreement.agreed())
                .put("kappa", agreement.kappa());
    }

    private static JsonObject json(LabelQuality.Pace pace) {
        return new JsonObject()
                .put("annotator", pace.annotator())
                .put("annotations", pace.annotations())
                .put("median_seconds", pace.median())
                .put("ninth_tenth_seconds", pace.ninth());
    }

    private static JsonObject json(LabelQuality.Claim claim) {
        JsonObject json = new JsonObject()
                .put("kind", claim.kind())
                .put("images", claim.images())
                .put("labeled", claim.labeled())
                .put("right", claim.right());
        if (claim.interval() != null) {
            json.put("low", claim.interval().low()).put("high", claim.interval().high());
        }
        return json;
    }

    private void pick(RoutingContext ctx) {
        picks.pick(photos(ctx.body().asJsonObject()))
                .onSuccess(picked -> Replies.json(
                        ctx,
                        new JsonObject()
                                .put("sent", picked.sent())
                                .put("kept_for_measuring", picked.keptForMeasuring())
                                .put("have_task", picked.haveTask())))
                .onFailure(ctx::fail);
    }

    private static List<PredictionId> photos(JsonObject body) {
        return body.getJsonArray("prediction_ids").stream()
                .map(id -> PredictionId.parse(String.valueOf(id)))
                .toList();
    }
}
