package io.gourmetloop.platform.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a request comes from a page of ours: HMAC-SHA-256 under the session cookie, so it is told by that cookie
 * alone and tells nothing of it. Pages read it from a cookie of their own and send it in {@code X-CSRF-Token}, which no
 * page of another origin can.
 */
public record CsrfToken(String value) {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "gourmetloop csrf 1".getBytes(StandardCharsets.US_ASCII);

    public static CsrfToken of(SessionCookie cookie) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(cookie.value().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            return new CsrfToken(Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
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
