package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.auth.ApiToken;
import io.gourmetloop.platform.auth.SessionCookie;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Finds out who asks before anything else of the API runs: an account by its token or its cookie, or an end user by a
 * cookie that the first answer sets. What an end user changes is counted by address; what comes with a cookie must prove
 * that a page of ours asks for it.
 */
public final class Gatekeeper implements Handler<RoutingContext> {
    private static final String BEARER = "Bearer ";

    private final Accounts accounts;
    private final Throttle throttle;
    private final OwnPages ownPages;
    private final Cookies cookies;
    private final Duration patience;
    private final RandomGenerator random;

    /** {@code patience}: with a database that is silent; {@code random} must be unguessable. */
    public Gatekeeper(
            Accounts accounts,
            Throttle throttle,
            OwnPages ownPages,
            Cookies cookies,
            Duration patience,
            RandomGenerator random) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.ownPages = ownPages;
        this.cookies = cookies;
        this.patience = patience;
        this.random = random;
    }

    /** The body waits unread until the viewer is known and somebody wants it; if nobody does, the answer lets it go. */
    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        request.pause();
        ctx.addEndHandler(end -> request.resume());
        viewer(request)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(viewer -> {
                    Viewers.set(ctx, viewer);
                    ctx.next();
                })
                .onFailure(ctx::fail);
    }

    private Future<Viewer> viewer(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null ? byCookie(request) : byToken(authorization);
    }

    private Future<Viewer> byToken(String authorization) {
        Optional<ApiToken> token = authorization.startsWith(BEARER)
                ? ApiToken.parse(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
        return token.map(accounts::byToken)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(account -> account.orElseThrow(() -> new Failure(
                        ErrorCode.NOT_LOGGED_IN, "This API token is unknown; send 'Authorization: Bearer gl_…'")));
    }

    private Future<Viewer> byCookie(HttpServerRequest request) {
        Optional<SessionCookie> login = Cookies.login(request);
        return login.map(accounts::bySession)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(account -> account.isPresent()
                        ? proven(request, login.orElseThrow(), account.get())
                        : endUser(request, login.isPresent()));
    }

    private Viewer proven(HttpServerRequest request, SessionCookie cookie, Viewer viewer) {
        cookies.setCsrf(request, cookie);
        ownPages.check(request, cookie);
        return viewer;
    }

    private Viewer endUser(HttpServerRequest request, boolean loginEnded) {
        if (loginEnded) {
            cookies.clearLogin(request.response());
        }
        if (OwnPages.changes(request)) {
            throttle.admit(request);
        }
        return Cookies.session(request)
                .map(cookie -> proven(request, cookie, new Viewer.Anonymous(cookie.owner())))
                .orElseGet(() -> newcomer(request));
    }

    private Viewer newcomer(HttpServerRequest request) {
        SessionCookie cookie = SessionCookie.create(random);
        cookies.setSession(request.response(), cookie);
        cookies.setCsrf(request, cookie);
        return new Viewer.Anonymous(cookie.owner());
    }
}
