package io.gourmetloop.web;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.prediction.Photos;
import io.gourmetloop.loop.prediction.Prediction;
import io.gourmetloop.loop.prediction.PredictionHistory;
import io.gourmetloop.loop.prediction.PredictionList;
import io.gourmetloop.loop.prediction.PredictionSummary;
import io.gourmetloop.loop.prediction.Predictions;
import io.gourmetloop.loop.prediction.Upload;
import io.gourmetloop.platform.config.HttpConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Photo in, class out; what was answered before. */
public final class PredictionRoutes implements Resource {
    private final UploadReader uploads;
    private final Predictions predictions;
    private final PredictionList list;
    private final PredictionHistory history;
    private final Photos photos;
    private final Duration answerTimeout;

    public PredictionRoutes(
            HttpConfig config,
            Bodies bodies,
            Predictions predictions,
            PredictionList list,
            PredictionHistory history,
            Photos photos) {
        this.uploads = new UploadReader(config.maxBody().count(), bodies);
        this.answerTimeout = config.answerTimeout();
        this.predictions = predictions;
        this.list = list;
        this.history = history;
        this.photos = photos;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "createPrediction", this::create,
                "classicPredict", this::classic,
                "listPredictions", this::list,
                "getPrediction", this::detail,
                "getPhoto", this::photo);
    }

    private void create(RoutingContext ctx) {
        answer(ctx).onSuccess(prediction -> reply(ctx, prediction)).onFailure(ctx::fail);
    }

    private static void reply(RoutingContext ctx, Prediction prediction) {
        ctx.response().setStatusCode(201).putHeader("Location", "/api/v1/predictions/" + prediction.id());
        if (PredictionFragment.wanted(ctx)) {
            Replies.html(ctx, Buffer.buffer(PredictionFragment.of(prediction)));
        } else {
            Replies.json(ctx, PredictionJson.answer(prediction));
        }
    }

    private void classic(RoutingContext ctx) {
        answer(ctx)
                .onSuccess(prediction -> Replies.json(ctx, PredictionJson.classic(prediction)))
                .onFailure(ctx::fail);
    }

    private Future<Prediction> answer(RoutingContext ctx) {
        return predictions
                .admit()
                .compose(room -> uploads.read(ctx, photo -> predict(upload(ctx, photo), ctx.vertx()), answerTimeout));
    }

    /** A key goes with the digest of the bytes as they came, whose computing would hold up an event loop. */
    private Future<Prediction> predict(Upload upload, Vertx vertx) {
        return upload.idempotencyKey() == null
                ? predictions.predict(upload)
                : vertx.executeBlocking(upload.photo()::sha256, false).compose(digest -> predictions.predict(upload));
    }

    private Upload upload(RoutingContext ctx, Content photo) {
        String key = ctx.request().getHeader("Idempotency-Key");
        return new Upload(Viewers.of(ctx).session(), photo, key, Deadline.after(answerTimeout));
    }

    private void list(RoutingContext ctx) {
        var query = PredictionFilter.read(ctx.request());
        list.page(Viewers.of(ctx), query)
                .onSuccess(page -> Replies.json(ctx, page(page, query.limit())))
                .onFailure(ctx::fail);
    }

    private static JsonObject page(List<PredictionSummary> page, int limit) {
        boolean full = page.size() == limit;
        return new JsonObject()
                .put("predictions", Replies.array(page, PredictionJson::summary))
                .put("next_cursor", full ? page.get(limit - 1).id().toString() : null);
    }

    private void detail(RoutingContext ctx) {
        history.detail(Viewers.of(ctx), id(ctx))
                .onSuccess(detail -> Replies.json(ctx, PredictionJson.detail(detail)))
                .onFailure(ctx::fail);
    }

    private void photo(RoutingContext ctx) {
        photos.photo(Viewers.of(ctx), id(ctx))
                .onSuccess(photo -> Replies.photo(ctx, photo.format().mediaType(), photo.bytes()))
                .onFailure(ctx::fail);
    }

    private static PredictionId id(RoutingContext ctx) {
        return PredictionId.parse(ctx.pathParam("id"));
    }
}
