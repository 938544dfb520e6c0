package io.gourmetloop.loop.labeling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.platform.config.Secret;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How Label Studio proves itself to the ML backend, by basic auth. The password is made of the webhook secret: all servers
 * of an installation know it, nobody chooses or keeps it, and a new secret makes a new one.
 */
public record MlCredentials(String user, Secret password) {
    private static final String USER = "label-studio";

    public static MlCredentials of(Secret webhookSecret) {
        return new MlCredentials(USER, new Secret(Signature.of(webhookSecret, "ml backend", USER)));
    }

    /** Whether a header {@code Authorization} says them. Takes the same time whatever is wrong. */
    public boolean areIn(@Nullable String authorization) {
        byte[] pair = (user + ":" + password.reveal()).getBytes(UTF_8);
        return authorization != null
                && MessageDigest.isEqual(
                        authorization.getBytes(UTF_8),
                        ("Basic " + Base64.getEncoder().encodeToString(pair)).getBytes(UTF_8));
    }
}
