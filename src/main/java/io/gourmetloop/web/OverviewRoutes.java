package io.gourmetloop.web;

import io.gourmetloop.loop.labeling.LabelingAddress;
import io.gourmetloop.loop.labeling.LabelingView;
import io.gourmetloop.loop.labeling.LabelingView.StreamCount;
import io.gourmetloop.loop.prediction.Traffic;
import io.gourmetloop.model.inference.Classifier;
import io.gourmetloop.platform.outbox.OutboxBacklog;
import io.gourmetloop.platform.outbox.OutboxView;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Traffic, labels and deliveries at a glance. */
public final class OverviewRoutes implements Resource {
    private final Classifier classifier;
    private final Traffic traffic;
    private final LabelingView labeling;
    private final LabelingAddress address;
    private final OutboxView deliveries;

    public OverviewRoutes(
            Classifier classifier,
            Traffic traffic,
            LabelingView labeling,
            LabelingAddress address,
            OutboxView deliveries) {
        this.classifier = classifier;
        this.traffic = traffic;
        this.labeling = labeling;
        this.address = address;
        this.deliveries = deliveries;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getOverview", this::overview);
    }

    private void overview(RoutingContext ctx) {
        Future<Traffic.Day> day = traffic.lastDay();
        Future<List<StreamCount>> labels = labeling.labelsByStreamAndState();
        Future<OutboxBacklog> backlog = deliveries.backlog();
        Future<String> next = address.next();
        Future.all(day, labels, backlog, next)
                .onSuccess(all -> Replies.json(
                        ctx,
                        json(day.result(), labels.result(), backlog.result()).put("labeling_url", next.result())))
                .onFailure(ctx::fail);
    }

    private JsonObject json(Traffic.Day day, List<StreamCount> labels, OutboxBacklog backlog) {
        String version =
                classifier.serving().map(model -> model.version().toString()).orElse(null);
        return new JsonObject()
                .put("model_version", version)
                .put("traffic", json(day))
                .put("labels", Replies.array(labels, OverviewRoutes::json))
                .put("feedback", Replies.array(day.feedback(), count -> json("verdict", count)))
                .put("deliveries", json(backlog));
    }

    private static JsonObject json(Traffic.Day day) {
        return new JsonObject()
                .put("last_hour", day.lastHour())
                .put("last_day", day.total())
                .put("by_hour", Replies.array(day.byHour(), OverviewRoutes::json))
                .put("by_label", Replies.array(day.byLabel(), count -> json("label", count)));
    }

    private static JsonObject json(Traffic.Hour hour) {
        return new JsonObject().put("hour", hour.start().toString()).put("count", hour.count());
    }

    private static JsonObject json(String name, Traffic.Count count) {
        return new JsonObject().put(name, count.name()).put("count", count.count());
    }

    private static JsonObject json(StreamCount count) {
        return new JsonObject()
                .put("stream", count.stream().text())
                .put("state", count.state().name())
                .put("count", count.images());
    }

    private static JsonObject json(OutboxBacklog backlog) {
        return new JsonObject()
                .put("open", backlog.open())
                .put("dead", backlog.dead())
                .put(
                        "oldest_seconds",
                        backlog.oldest().map(age -> age.toMillis() / 1e3).orElse(null));
    }
}
