package io.gourmetloop.web;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.prediction.Feedbacks;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What users say of predictions. */
public final class FeedbackRoutes implements Resource {
    private final Feedbacks feedbacks;
    private final ClientAddress addresses;
    private final Duration answerTimeout;

    public FeedbackRoutes(Feedbacks feedbacks, ClientAddress addresses, Duration answerTimeout) {
        this.feedbacks = feedbacks;
        this.addresses = addresses;
        this.answerTimeout = answerTimeout;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("createFeedback", this::create, "classicFeedback", this::create);
    }

    private void create(RoutingContext ctx) {
        JsonObject body = ctx.body().asJsonObject();
        feedbacks
                .give(speaker(ctx), PredictionId.parse(body.getString("prediction_id")), label(body))
                .timeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(feedback -> {
                    ctx.response().setStatusCode(201);
                    Replies.json(ctx, PredictionJson.feedback(feedback));
                })
                .onFailure(ctx::fail);
    }

    private Feedbacks.Speaker speaker(RoutingContext ctx) {
        return new Feedbacks.Speaker(Viewers.of(ctx), addresses.of(ctx.request()));
    }

    /** The classic service calls it {@code corrected_class}. */
    private static @Nullable String label(JsonObject body) {
        String classic = body.getString("corrected_class");
        return classic == null ? body.getString("human_label") : classic;
    }
}
