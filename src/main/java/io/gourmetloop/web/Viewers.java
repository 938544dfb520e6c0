package io.gourmetloop.web;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Viewer;
import io.vertx.ext.web.RoutingContext;

/** Who asks, as the gatekeeper found out. */
final class Viewers {
    private static final String KEY = "viewer";

    private Viewers() {}

    static Viewer of(RoutingContext ctx) {
        Viewer viewer = ctx.get(KEY);
        if (viewer == null) {
            throw new IllegalStateException(
                    "The gatekeeper has not seen " + ctx.request().path());
        }
        return viewer;
    }

    static void set(RoutingContext ctx, Viewer viewer) {
        ctx.put(KEY, viewer);
    }

    /** Goes on if the viewer has the role; fails with NOT_LOGGED_IN or FORBIDDEN. */
    static void require(RoutingContext ctx, AccountRole role) {
        Viewer viewer = of(ctx);
        if (viewer.can(role)) {
            ctx.next();
        } else if (viewer instanceof Viewer.Account account) {
            ctx.fail(new Failure(
                    ErrorCode.FORBIDDEN,
                    "This needs the role " + role.text() + ", and " + account.name() + " is "
                            + account.role().text()));
        } else {
            ctx.fail(new Failure(ErrorCode.NOT_LOGGED_IN, "Log in first, or send an API token"));
        }
    }

    /** Fails with NOT_LOGGED_IN for end users. */
    static Viewer.Account account(RoutingContext ctx) {
        if (of(ctx) instanceof Viewer.Account account) {
            return account;
        }
        throw new Failure(ErrorCode.NOT_LOGGED_IN, "Log in first, or send an API token");
    }
}
