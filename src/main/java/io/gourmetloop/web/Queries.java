package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Values of a query that the contract has checked. */
final class Queries {
    private Queries() {}

    static int integer(RoutingContext ctx, String name, int otherwise) {
        String text = ctx.request().getParam(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    static @Nullable Instant instant(RoutingContext ctx, String name) {
        String text = ctx.request().getParam(name);
        return text == null ? null : instant(text);
    }

    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST, "A time looks like 2026-11-20T16:31:00Z, not like '" + text + "'", e);
        }
    }
}
