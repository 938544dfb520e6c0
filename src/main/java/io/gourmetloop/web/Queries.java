package io.gourmetloop.web;

import io.vertx.ext.web.RoutingContext;

/** Values of a query that the contract has checked. */
final class Queries {
    private Queries() {}

    static int integer(RoutingContext ctx, String name, int otherwise) {
        String text = ctx.request().getParam(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}
