package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.ManagementConfig;
import io.gourmetloop.web.limits.ConnectionLimits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The port of operators: metrics, health, and the level of the log. */
public final class ManagementVerticle extends VerticleBase {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    /** Carries exemplars, too. */
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final int MOST_CONNECTIONS = 200;
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(10);
    private static final int IDLE_SECONDS = 60;

    private final ManagementConfig config;
    private final Readiness readiness;
    private final UnaryOperator<String> metrics;
    private final BiConsumer<String, String> logLevel;
    private @Nullable HttpServer server;

    /** {@code metrics}: a scrape in the format of a content type; {@code logLevel} takes a logger's name and its new level. */
    public ManagementVerticle(
            ManagementConfig config,
            Readiness readiness,
            UnaryOperator<String> metrics,
            BiConsumer<String, String> logLevel) {
        this.config = config;
        this.readiness = readiness;
        this.metrics = metrics;
        this.logLevel = logLevel;
    }

    @Override
    public Future<?> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false);
        ConnectionLimits connections = new ConnectionLimits(MOST_CONNECTIONS, MOST_CONNECTIONS, HEAD_TIMEOUT);
        HttpServer created = vertx.createHttpServer(options)
                .requestHandler(new WellFormedRequests(AllowedHosts.of(config), router()))
                .connectionHandler(connections::admit);
        return Listening.at(config.address(), created).onSuccess(listening -> server = listening);
    }

    public String host() {
        return config.host();
    }

    /** The port that was taken, known once the verticle is deployed. */
    public int port() {
        return server == null ? config.port() : server.actualPort();
    }

    private Router router() {
        Router router = Router.router(vertx);
        HeadRequests.mount(router);
        router.route().handler(new RequestIds()).failureHandler(Problems::reply);
        router.errorHandler(404, Problems::noRoute);
        router.errorHandler(405, Problems::wrongMethod);
        var health = new HealthRoutes(readiness).operations();
        health.forEach((operation, handler) -> router.get(path(operation)).handler(handler));
        router.get("/ops/metrics").handler(this::scrape);
        router.put("/ops/loggers/:logger/:level").handler(this::level);
        return router;
    }

    private static String path(String operation) {
        return switch (operation) {
            case "getLiveness" -> "/live";
            case "getReadiness" -> "/ready";
            default -> "/health";
        };
    }

    private void scrape(RoutingContext ctx) {
        String accepted = ctx.request().getHeader(HttpHeaders.ACCEPT);
        String format = accepted != null && accepted.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        vertx.<Buffer>executeBlocking(() -> Buffer.buffer(metrics.apply(format)))
                .onSuccess(text -> Replies.end(ctx, format, text))
                .onFailure(ctx::fail);
    }

    private void level(RoutingContext ctx) {
        try {
            logLevel.accept(ctx.pathParam("logger"), ctx.pathParam("level"));
            Replies.nothing(ctx);
        } catch (IllegalArgumentException e) {
            ctx.fail(new Failure(ErrorCode.INVALID_VALUE, "Levels are error, warn, info, debug and trace", e));
        }
    }
}
