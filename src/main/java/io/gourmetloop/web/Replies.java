package io.gourmetloop.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends of requests. */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    /** No cache keeps what depends on who asks. */
    static final String NO_STORE = "no-store";

    private Replies() {}

    static void json(RoutingContext ctx, JsonObject body) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        end(ctx, "application/json", body.toBuffer());
    }

    static void html(RoutingContext ctx, Buffer body) {
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        end(ctx, "text/html; charset=utf-8", body);
    }

    /** A photo never changes, but who may see it is asked again by every browser. */
    static void photo(RoutingContext ctx, String mediaType, Buffer bytes) {
        ctx.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=3600, immutable")
                .putHeader("Content-Disposition", "inline")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        end(ctx, mediaType, bytes);
    }

    static void nothing(RoutingContext ctx) {
        ctx.response()
                .setStatusCode(204)
                .end()
                .onFailure(e -> LOG.debug("The caller left before the end: {}", e.getMessage()));
    }

    static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> json) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }

    static void end(RoutingContext ctx, String mediaType, Buffer body) {
        if (ctx.response().closed()) {
            return;
        }
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .end(body)
                .onFailure(e -> LOG.debug("The caller left before the answer: {}", e.getMessage()));
    }
}
