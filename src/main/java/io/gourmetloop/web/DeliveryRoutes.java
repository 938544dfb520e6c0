package io.gourmetloop.web;

import io.gourmetloop.platform.outbox.DeadMessage;
import io.gourmetloop.platform.outbox.OutboxView;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Deliveries that were given up, and another try for them. */
public final class DeliveryRoutes implements Resource {
    private static final int SHOWN = 100;

    private final OutboxView deliveries;

    public DeliveryRoutes(OutboxView deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listDeadDeliveries", this::dead, "replayDelivery", this::replay);
    }

    private void dead(RoutingContext ctx) {
        deliveries
                .dead(SHOWN)
                .onSuccess(dead -> Replies.json(
                        ctx, new JsonObject().put("deliveries", Replies.array(dead, DeliveryRoutes::json))))
                .onFailure(ctx::fail);
    }

    private void replay(RoutingContext ctx) {
        deliveries
                .replay(Long.parseLong(ctx.pathParam("delivery")))
                .onSuccess(done -> Replies.nothing(ctx))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(DeadMessage message) {
        return new JsonObject()
                .put("id", message.id())
                .put("topic", message.topic())
                .put("key", message.key())
                .put("attempts", message.attempts())
                .put("created_at", message.createdAt().toString())
                .put("last_error", message.lastError());
    }
}
