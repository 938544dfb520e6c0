package io.gourmetloop.platform.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a request comes from a page of ours: HMAC-SHA-256 under the session cookie, so it is told by that cookie
 * alone and tells nothing of it. Pages read it from a cookie of their own and send it in {@code X-CSRF-Token}, which no
 * page of another origin can.
 */
public record CsrfToken(String value) {
    private static final String PURPOSE = "gourmetloop csrf 1";

    public static CsrfToken of(SessionCookie cookie) {
        return new CsrfToken(Hmac.sha256(cookie.value().getBytes(StandardCharsets.US_ASCII), PURPOSE));
    }

    /** Compares in constant time. */
    public boolean matches(@Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "CsrfToken";
    }
}
