package io.gourmetloop.web;

import io.gourmetloop.domain.AccountRole;
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
 * cookie that the first answer sets. What end users and viewers change is counted; what comes from a browser must not come
 * from another site's page, and with a cookie it must prove that a page of ours asks for it.
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
        try {
            return authorization == null ? byCookie(request) : byToken(request, authorization);
        } catch (Failure refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private Future<Viewer> byToken(HttpServerRequest request, String authorization) {
        throttle.admitToken(request);
        Optional<ApiToken> token = authorization.startsWith(BEARER)
                ? ApiToken.parse(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
        return token.map(accounts::byToken)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(account -> account.map(known -> known(request, known)).orElseThrow(() -> wrongToken(request)));
    }

    private Failure wrongToken(HttpServerRequest request) {
        throttle.countWrongToken(request);
        return new Failure(ErrorCode.NOT_LOGGED_IN, "This API token is unknown; send 'Authorization: Bearer gl_…'");
    }

    private Future<Viewer> byCookie(HttpServerRequest request) {
        ownPages.refuseForeign(request);
        Optional<SessionCookie> login = cookies.login(request);
        return login.map(accounts::bySession)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(account -> account.isPresent()
                        ? known(request, proven(request, login.orElseThrow(), account.get()))
                        : endUser(request, login.isPresent()));
    }

    private <V extends Viewer> V proven(HttpServerRequest request, SessionCookie cookie, V viewer) {
        cookies.setCsrf(request, cookie);
        ownPages.requireToken(request, cookie);
        return viewer;
    }

    /** People make viewers' accounts for themselves, so these have the limits of end users. */
    private Viewer known(HttpServerRequest request, Viewer.Account account) {
        if (OwnPages.changes(request) && !account.can(AccountRole.ANNOTATOR)) {
            throttle.admitViewer(request, account);
        }
        return account;
    }

    private Viewer endUser(HttpServerRequest request, boolean loginEnded) {
        if (loginEnded) {
            cookies.clearLogin(request.response());
        }
        if (OwnPages.changes(request)) {
            throttle.admitEndUser(request);
        }
        return cookies.session(request)
                .<Viewer>map(cookie -> proven(request, cookie, new Viewer.Anonymous(cookie.owner())))
                .orElseGet(() -> newcomer(request));
    }

    private Viewer newcomer(HttpServerRequest request) {
        SessionCookie cookie = SessionCookie.create(random);
        cookies.setSession(request.response(), cookie);
        cookies.setCsrf(request, cookie);
        return new Viewer.Anonymous(cookie.owner());
    }
}
