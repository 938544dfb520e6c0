package io.gourmetloop.loop.labeling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.platform.config.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256, in the URL-safe base 64: 43 characters. */
final class Signature {
    private Signature() {}

    /** {@code purpose} keeps what is signed for one thing from opening another. */
    static String of(Secret secret, String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), mac.getAlgorithm()));
            byte[] digest = mac.doFinal((purpose + "\n" + text).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
