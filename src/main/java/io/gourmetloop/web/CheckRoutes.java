package io.gourmetloop.web;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.drift.CheckRequest;
import io.gourmetloop.loop.monitoring.drift.CheckRequest.Span;
import io.gourmetloop.loop.monitoring.drift.CheckRuns;
import io.gourmetloop.loop.monitoring.drift.ChecksByHand;
import io.gourmetloop.loop.monitoring.drift.RunJson;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drift and data checks: their runs and reports. */
public final class CheckRoutes implements Resource {
    private static final int DEFAULT_RUNS = 20;
    private static final String ONLY_WHAT_IS_IN_IT =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final CheckRuns checks;
    private final ChecksByHand byHand;

    public CheckRoutes(CheckRuns checks, ChecksByHand byHand) {
        this.checks = checks;
        this.byHand = byHand;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listCheckRuns", this::list,
                "startCheckRun", this::start,
                "getCheckRun", this::run,
                "getCheckReport", this::report);
    }

    private void list(RoutingContext ctx) {
        checks.newest(Queries.integer(ctx, "limit", DEFAULT_RUNS))
                .onSuccess(runs -> Replies.json(ctx, new JsonObject().put("runs", Replies.array(runs, RunJson::write))))
                .onFailure(ctx::fail);
    }

    private void start(RoutingContext ctx) {
        byHand.start(request(ctx.body().asJsonObject()))
                .onSuccess(run -> {
                    ctx.response().setStatusCode(202).putHeader("Location", "/api/v1/checks/runs/" + run.id());
                    Replies.json(ctx, RunJson.write(run));
                })
                .onFailure(ctx::fail);
    }

    private void run(RoutingContext ctx) {
        checks.report(id(ctx))
                .onSuccess(report -> Replies.json(ctx, RunJson.write(report)))
                .onFailure(ctx::fail);
    }

    private void report(RoutingContext ctx) {
        checks.html(id(ctx))
                .onSuccess(html -> {
                    ctx.response().putHeader("Content-Security-Policy", ONLY_WHAT_IS_IN_IT);
                    Replies.html(ctx, html);
                })
                .onFailure(ctx::fail);
    }

    private static CheckRequest request(@Nullable JsonObject body) {
        if (body == null) {
            return CheckRequest.BY_RULE;
        }
        String version = body.getString("model_version");
        return new CheckRequest(
                version == null ? null : ModelVersion.parse(version),
                span(body.getJsonObject("reference")),
                span(body.getJsonObject("current")));
    }

    private static @Nullable Span span(@Nullable JsonObject json) {
        return json == null
                ? null
                : new Span(Queries.instant(json.getString("start")), Queries.instant(json.getString("end")));
    }

    private static long id(RoutingContext ctx) {
        return Long.parseLong(ctx.pathParam("run"));
    }
}
