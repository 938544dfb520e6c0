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
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

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
            // RFC 3339; an offset's + that was not encoded has become a blank
            return clamped(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeParseException e) {
            throw new Failure(
                    ErrorCode.INVALID_REQUEST,
                    "A time looks like 2026-11-20T16:31:00Z or 2026-11-20T17:31:00+01:00, not like '" + text + "'",
                    e);
        }
    }

    /** Nothing lies outside of these, and ids and tables can tell no other times. */
    private static Instant clamped(Instant moment) {
        return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment.isAfter(LAST) ? LAST : moment;
    }
}
