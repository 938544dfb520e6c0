package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.auth.CsrfToken;
import io.gourmetloop.platform.auth.SessionCookie;
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
    private static final String TOKEN = "X-CSRF-Token";

    private final @Nullable String publicAuthority;

    /** {@code publicUrl}: where browsers see the pages, if that is not where they connect to. */
    public OwnPages(@Nullable URI publicUrl) {
        this.publicAuthority = publicUrl == null ? null : publicUrl.getAuthority();
    }

    static boolean changes(HttpServerRequest request) {
        return !HARMLESS.contains(request.method());
    }

    /** Fails with CSRF_TOKEN_MISSING when a change comes without the cookie's token, or from another origin. */
    void check(HttpServerRequest request, SessionCookie cookie) {
        if (changes(request)) {
            boolean proven = CsrfToken.of(cookie).matches(request.getHeader(TOKEN));
            if (!proven || !ownOrigin(request)) {
                throw new Failure(
                        ErrorCode.CSRF_TOKEN_MISSING,
                        "Send the value of the cookie gl_csrf in the header X-CSRF-Token; reload the page if it is old");
            }
        }
    }

    private boolean ownOrigin(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        String authority = origin.replaceFirst("^https?://", "");
        return authority.equals(host(request)) || authority.equals(publicAuthority);
    }

    private static String host(HttpServerRequest request) {
        return Optional.ofNullable(request.authority())
                .map(HostAndPort::toString)
                .orElse("");
    }
}
