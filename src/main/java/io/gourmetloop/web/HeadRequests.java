package io.gourmetloop.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers HEAD where GET is answered: with the same status and headers, and without the body (RFC 9110, 9.3.2). */
final class HeadRequests implements Handler<RoutingContext> {
    /** The first handler of a router: what comes behind it sees a GET, while the response knows that it has no body. */
    static void mount(Router router) {
        router.head().handler(new HeadRequests());
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.reroute(HttpMethod.GET, ctx.request().uri());
    }
}
