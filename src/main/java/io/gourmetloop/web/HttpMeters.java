package io.gourmetloop.web;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How long answers take, with the id of a request of each bucket as exemplar: from the slow end of a chart it leads to the
 * lines of the log. Labels are bounded: known methods, the contract's templates of paths, statuses.
 */
public final class HttpMeters implements Handler<RoutingContext> {
    private static final String ROUTE = HttpMeters.class.getName() + ".route";
    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final Histogram durations;

    public HttpMeters(PrometheusRegistry registry) {
        durations = Histogram.builder()
                .name("gourmetloop_http_request_duration_seconds")
                .help("From the head of the request to the end of its answer")
                .labelNames("method", "route", "status")
                .classicOnly()
                .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
                .register(registry);
    }

    /** Counts the request under this route: a template, not a path. */
    static void route(RoutingContext ctx, String template) {
        ctx.put(ROUTE, template);
    }

    /** After the request has its id. */
    @Override
    public void handle(RoutingContext ctx) {
        long start = System.nanoTime();
        ctx.addEndHandler(end -> record(ctx, System.nanoTime() - start));
        ctx.next();
    }

    private void record(RoutingContext ctx, long nanos) {
        durations
                .labelValues(method(ctx), ctx.get(ROUTE, "none"), status(ctx))
                .observeWithExemplar(
                        nanos / (double) TimeUnit.SECONDS.toNanos(1), Labels.of("request_id", RequestIds.of(ctx)));
    }

    private static String method(RoutingContext ctx) {
        HttpMethod method = ctx.request().method();
        return KNOWN.contains(method) ? method.name() : "other";
    }

    private static String status(RoutingContext ctx) {
        return ctx.response().headWritten() ? Integer.toString(ctx.response().getStatusCode()) : "unanswered";
    }
}
