package io.gourmetloop.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Headers that keep browsers from guessing, framing and loading what is not ours. */
final class SecurityHeaders implements Handler<RoutingContext> {
    private static final String POLICY =
            "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline';"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                // answers are compressed for those who accept it
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        ctx.next();
    }
}
