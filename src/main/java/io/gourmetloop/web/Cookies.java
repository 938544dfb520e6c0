package io.gourmetloop.web;

import io.gourmetloop.platform.auth.CsrfToken;
import io.gourmetloop.platform.auth.Login;
import io.gourmetloop.platform.auth.SessionCookie;
import io.gourmetloop.platform.auth.SessionSigner;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of this product: {@code gl_session} of an end user, {@code gl_login} of an account, {@code gl_device} of a
 * browser that an account has logged in from, none readable by pages, and {@code gl_csrf}, which pages read to prove that
 * they are ours. Where they are secure their names begin with {@code __Host-}: no other host of the domain can set them.
 */
public final class Cookies {
    private static final Duration YEAR = Duration.ofDays(365);

    private final boolean secure;
    private final SessionSigner signer;
    private final String session;
    private final String login;
    private final String device;
    private final String csrf;

    /** {@code secure}: browsers come by HTTPS. */
    public Cookies(boolean secure, SessionSigner signer) {
        String prefix = secure ? "__Host-" : "";
        this.secure = secure;
        this.signer = signer;
        this.session = prefix + "gl_session";
        this.login = prefix + "gl_login";
        this.device = prefix + "gl_device";
        this.csrf = prefix + "gl_csrf";
    }

    /** Empty unless this product gave it out: it is signed. */
    Optional<SessionCookie> session(HttpServerRequest request) {
        return value(request, session).flatMap(signer::verify);
    }

    Optional<SessionCookie> login(HttpServerRequest request) {
        return value(request, login).flatMap(SessionCookie::parse);
    }

    Optional<SessionCookie> device(HttpServerRequest request) {
        return value(request, device).flatMap(SessionCookie::parse);
    }

    private static Optional<String> value(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue);
    }

    void setSession(HttpServerResponse response, SessionCookie cookie) {
        response.addCookie(cookie(session, signer.sign(cookie), YEAR).setHttpOnly(true));
    }

    void setLogin(HttpServerResponse response, Login begun) {
        Duration lifetime = begun.remembered() ? begun.lifetime() : null;
        response.addCookie(cookie(login, begun.cookie().value(), lifetime).setHttpOnly(true));
        response.addCookie(cookie(device, begun.device().value(), YEAR).setHttpOnly(true));
    }

    void clearLogin(HttpServerResponse response) {
        response.addCookie(cookie(login, "", Duration.ZERO).setHttpOnly(true));
    }

    /** Gives the page the token of the cookie that speaks for it, unless it has that already. */
    void setCsrf(HttpServerRequest request, SessionCookie speaking) {
        String token = CsrfToken.of(speaking).value();
        Cookie there = request.getCookie(csrf);
        if (there == null || !there.getValue().equals(token)) {
            request.response().addCookie(cookie(csrf, token, YEAR));
        }
    }

    /** Without a lifetime it ends with the browser. */
    private Cookie cookie(String name, String value, @Nullable Duration lifetime) {
        Cookie cookie =
                Cookie.cookie(name, value).setPath("/").setSecure(secure).setSameSite(CookieSameSite.LAX);
        return lifetime == null ? cookie : cookie.setMaxAge(lifetime.toSeconds());
    }
}
