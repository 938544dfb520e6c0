package io.gourmetloop.web;

import io.gourmetloop.platform.auth.CsrfToken;
import io.gourmetloop.platform.auth.Login;
import io.gourmetloop.platform.auth.SessionCookie;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of this product: {@code gl_session} of an end user, {@code gl_login} of an account, neither readable by
 * pages, and {@code gl_csrf}, which pages read to prove that they are ours.
 */
public final class Cookies {
    private static final String SESSION = "gl_session";
    private static final String LOGIN = "gl_login";
    private static final String CSRF = "gl_csrf";
    private static final Duration YEAR = Duration.ofDays(365);

    private final boolean secure;

    public Cookies(boolean secure) {
        this.secure = secure;
    }

    static Optional<SessionCookie> session(HttpServerRequest request) {
        return read(request, SESSION);
    }

    static Optional<SessionCookie> login(HttpServerRequest request) {
        return read(request, LOGIN);
    }

    private static Optional<SessionCookie> read(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(name))
                .map(Cookie::getValue)
                .flatMap(SessionCookie::parse);
    }

    void setSession(HttpServerResponse response, SessionCookie cookie) {
        response.addCookie(cookie(SESSION, cookie.value(), YEAR).setHttpOnly(true));
    }

    void setLogin(HttpServerResponse response, Login login) {
        Duration lifetime = login.remembered() ? login.lifetime() : null;
        response.addCookie(cookie(LOGIN, login.cookie().value(), lifetime).setHttpOnly(true));
    }

    void clearLogin(HttpServerResponse response) {
        response.addCookie(cookie(LOGIN, "", Duration.ZERO).setHttpOnly(true));
    }

    /** Gives the page the token of the cookie that speaks for it, unless it has that already. */
    void setCsrf(HttpServerRequest request, SessionCookie speaking) {
        String token = CsrfToken.of(speaking).value();
        Cookie there = request.getCookie(CSRF);
        if (there == null || !there.getValue().equals(token)) {
            request.response().addCookie(cookie(CSRF, token, YEAR));
        }
    }

    /** Without a lifetime it ends with the browser. */
    private Cookie cookie(String name, String value, @Nullable Duration lifetime) {
        Cookie cookie =
                Cookie.cookie(name, value).setPath("/").setSecure(secure).setSameSite(CookieSameSite.LAX);
        return lifetime == null ? cookie : cookie.setMaxAge(lifetime.toSeconds());
    }
}
