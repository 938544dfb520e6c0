package io.gourmetloop.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Liveness, readiness and the version that serves. */
public final class HealthRoutes implements Resource {
    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getHealth", this::health, "getLiveness", HealthRoutes::live, "getReadiness", this::ready);
    }

    private static void live(RoutingContext ctx) {
        Replies.json(ctx, new JsonObject().put("status", "ok"));
    }

    private void health(RoutingContext ctx) {
        readiness.check().onSuccess(report -> Replies.json(ctx, health(report))).onFailure(ctx::fail);
    }

    private static JsonObject health(Readiness.Report report) {
        return new JsonObject()
                .put(
                        "status",
                        report.status() == Readiness.Status.READY
                                ? "ok"
                                : report.status().text())
                .put("model_loaded", report.modelVersion().isPresent())
                .put(
                        "current_version",
                        report.modelVersion().map(Object::toString).orElse(null));
    }

    private void ready(RoutingContext ctx) {
        Future<Readiness.Report> report = readiness.check();
        report.onSuccess(found -> {
                    ctx.response().setStatusCode(found.status() == Readiness.Status.UNAVAILABLE ? 503 : 200);
                    Replies.json(ctx, ready(found));
                })
                .onFailure(ctx::fail);
    }

    private static JsonObject ready(Readiness.Report report) {
        JsonObject dependencies = new JsonObject();
        report.dependencies()
                .forEach((name, state) -> dependencies.put(
                        name,
                        new JsonObject()
                                .put("state", state.up() ? "up" : "down")
                                .put("detail", state.detail())));
        return new JsonObject().put("status", report.status().text()).put("dependencies", dependencies);
    }
}
