package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.auth.CsrfToken;
import io.gourmetloop.platform.auth.SessionCookie;
import io.gourmetloop.platform.config.HttpConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells changes that our own pages ask for from those that another site makes a browser ask for. */
public final class OwnPages {
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");
    private static final String TOKEN = "X-CSRF-Token";

    private final String scheme;
    private final Optional<String> publicOrigin;

    /** {@code secure}: browsers come by HTTPS. */
    public OwnPages(HttpConfig config, boolean secure) {
        URI publicUrl = config.publicUrl();
        this.scheme = secure ? "https" : "http";
        this.publicOrigin = Optional.ofNullable(publicUrl).map(url -> url.getScheme() + "://" + url.getAuthority());
    }

    static boolean changes(HttpServerRequest request) {
        return !HARMLESS.contains(request.method());
    }

    /**
     * Fails with FORBIDDEN when a browser says that a page of another origin asks for a change; programs say nothing. Comes
     * before any cookie is read or set: the answer would replace the visitor's own.
     */
    void refuseForeign(HttpServerRequest request) {
        if (changes(request) && (foreignOrigin(request) || foreignSite(request))) {
            throw new Failure(
                    ErrorCode.FORBIDDEN,
                    "A page of another origin asks for this; where this page is ours, http.public-url has to be the"
                            + " address that browsers see");
        }
    }

    /** Fails with CSRF_TOKEN_MISSING when a change comes without the token of the cookie that speaks for it. */
    void requireToken(HttpServerRequest request, SessionCookie cookie) {
        if (changes(request) && !CsrfToken.of(cookie).matches(request.getHeader(TOKEN))) {
            throw new Failure(
                    ErrorCode.CSRF_TOKEN_MISSING,
                    "Send the value of the cookie gl_csrf in the header X-CSRF-Token; reload the page if it is old");
        }
    }

    private boolean foreignOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null
                && !origin.equalsIgnoreCase(scheme + "://" + host(request))
                && publicOrigin.filter(origin::equalsIgnoreCase).isEmpty();
    }

    private static boolean foreignSite(HttpServerRequest request) {
        @Nullable String site = request.getHeader("Sec-Fetch-Site");
        return site != null && FOREIGN.contains(site);
    }

    private static String host(HttpServerRequest request) {
        return Optional.ofNullable(request.authority())
                .map(HostAndPort::toString)
                .orElse("");
    }
}
