package io.gourmetloop.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each answered request: no query, no body, no cookie. */
final class AccessLog implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger("io.gourmetloop.access");

    @Override
    public void handle(RoutingContext ctx) {
        if (LOG.isInfoEnabled()) {
            long start = System.nanoTime();
            ctx.addEndHandler(end -> write(ctx, start));
        }
        ctx.next();
    }

    private static void write(RoutingContext ctx, long start) {
        LOG.info(
                "{} {} {} {} B {} ms",
                ctx.request().method(),
                ctx.request().path(),
                ctx.response().headWritten() ? ctx.response().getStatusCode() : "unanswered",
                ctx.response().bytesWritten(),
                (System.nanoTime() - start) / 1_000_000);
    }
}
