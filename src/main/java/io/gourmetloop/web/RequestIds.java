package io.gourmetloop.web;

import io.gourmetloop.domain.RequestId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Gives each request an id, or keeps a well-formed one of the caller; every log line and problem bears it. */
final class RequestIds implements Handler<RoutingContext> {
    static final String HEADER = "X-Request-Id";

    @Override
    public void handle(RoutingContext ctx) {
        RequestId id = RequestId.of(ctx.request().getHeader(HEADER));
        RequestScope.begin(id);
        ctx.response().putHeader(HEADER, id.value());
        ctx.next();
    }

    static String of(RoutingContext ctx) {
        return ctx.response().headers().get(HEADER);
    }
}
