package io.gourmetloop.web;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.labeling.LabelingAddress;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.auth.Login;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Who asks, and what they may send; registering, logging in and out. */
public final class SessionRoutes implements Resource {
    private final Accounts accounts;
    private final Cookies cookies;
    private final ClientAddress addresses;
    private final Bytes maxPhoto;
    private final LabelingAddress labeling;

    public SessionRoutes(
            Accounts accounts, Cookies cookies, ClientAddress addresses, Bytes maxPhoto, LabelingAddress labeling) {
        this.accounts = accounts;
        this.cookies = cookies;
        this.addresses = addresses;
        this.maxPhoto = maxPhoto;
        this.labeling = labeling;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getSession", this::session,
                "logIn", this::logIn,
                "logOut", this::logOut,
                "register", this::register);
    }

    private void session(RoutingContext ctx) {
        reply(ctx, Viewers.of(ctx));
    }

    private void logIn(RoutingContext ctx) {
        JsonObject body = ctx.body().asJsonObject();
        Accounts.Attempt attempt = new Accounts.Attempt(
                body.getString("name"),
                body.getString("password"),
                body.getBoolean("remember", false),
                addresses.of(ctx.request()),
                cookies.device(ctx.request()));
        accounts.logIn(attempt)
                .compose(login -> endSession(ctx).map(login))
                .onSuccess(login -> begin(ctx, login))
                .onFailure(ctx::fail);
    }

    private void register(RoutingContext ctx) {
        JsonObject body = ctx.body().asJsonObject();
        Secret password = new Secret(body.getString("password"));
        accounts.register(body.getString("name"), password, addresses.of(ctx.request()))
                .compose(login -> endSession(ctx).map(login))
                .onSuccess(login -> {
                    ctx.response().setStatusCode(201);
                    begin(ctx, login);
                })
                .onFailure(ctx::fail);
    }

    private void reply(RoutingContext ctx, Viewer viewer) {
        json(viewer).onSuccess(json -> Replies.json(ctx, json)).onFailure(ctx::fail);
    }

    private void begin(RoutingContext ctx, Login login) {
        cookies.setLogin(ctx.response(), login);
        cookies.setCsrf(ctx.request(), login.cookie());
        reply(ctx, login.account());
    }

    private void logOut(RoutingContext ctx) {
        endSession(ctx)
                .onSuccess(done -> {
                    cookies.clearLogin(ctx.response());
                    cookies.session(ctx.request()).ifPresent(session -> cookies.setCsrf(ctx.request(), session));
                    Replies.nothing(ctx);
                })
                .onFailure(ctx::fail);
    }

    /** The session that this browser had until now, if any. */
    private Future<Void> endSession(RoutingContext ctx) {
        return cookies.login(ctx.request()).map(accounts::logOut).orElseGet(Future::succeededFuture);
    }

    private Future<JsonObject> json(Viewer viewer) {
        JsonObject json = new JsonObject()
                .put("authenticated", viewer instanceof Viewer.Account)
                .put("max_photo_bytes", maxPhoto.count())
                .put("registration_open", accounts.registrationOpen());
        if (viewer instanceof Viewer.Account account) {
            json.put("name", account.name()).put("role", account.role().text());
        }
        return viewer.can(AccountRole.ANNOTATOR)
                ? labeling.next().map(address -> json.put("labeling_url", address))
                : Future.succeededFuture(json);
    }
}
