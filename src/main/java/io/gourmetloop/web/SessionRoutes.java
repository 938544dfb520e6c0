package io.gourmetloop.web;

import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.auth.Login;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Logging in and out. */
public final class SessionRoutes implements Resource {
    private final Accounts accounts;
    private final Cookies cookies;
    private final ClientAddress addresses;

    public SessionRoutes(Accounts accounts, Cookies cookies, ClientAddress addresses) {
        this.accounts = accounts;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getSession", SessionRoutes::session, "logIn", this::logIn, "logOut", this::logOut);
    }

    private static void session(RoutingContext ctx) {
        Replies.json(ctx, json(Viewers.of(ctx)));
    }

    private void logIn(RoutingContext ctx) {
        JsonObject body = ctx.body().asJsonObject();
        accounts.logIn(
                        body.getString("name"),
                        body.getString("password"),
                        body.getBoolean("remember", false),
                        addresses.of(ctx.request()))
                .onSuccess(login -> begin(ctx, login))
                .onFailure(ctx::fail);
    }

    private void begin(RoutingContext ctx, Login login) {
        cookies.setLogin(ctx.response(), login);
        cookies.setCsrf(ctx.request(), login.cookie());
        Replies.json(ctx, json(login.account()));
    }

    private void logOut(RoutingContext ctx) {
        Future<Void> ended = Cookies.login(ctx.request()).map(accounts::logOut).orElseGet(Future::succeededFuture);
        ended.onSuccess(done -> {
                    cookies.clearLogin(ctx.response());
                    Cookies.session(ctx.request()).ifPresent(session -> cookies.setCsrf(ctx.request(), session));
                    Replies.nothing(ctx);
                })
                .onFailure(ctx::fail);
    }

    private static JsonObject json(Viewer viewer) {
        if (viewer instanceof Viewer.Account account) {
            return new JsonObject()
                    .put("authenticated", true)
                    .put("name", account.name())
                    .put("role", account.role().text());
        }
        return new JsonObject().put("authenticated", false);
    }
}
