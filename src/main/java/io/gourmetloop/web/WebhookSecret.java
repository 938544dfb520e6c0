package io.gourmetloop.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gourmetloop.loop.labeling.StudioBlueprint;
import io.gourmetloop.platform.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;

/** What proves that an announcement comes from Label Studio, which signs nothing. */
public record WebhookSecret(Secret secret) {
    /** Takes the same time whatever is wrong. A blank secret is proven by nothing. */
    boolean isProvenBy(HttpServerRequest request) {
        String told = request.getHeader(StudioBlueprint.SECRET_HEADER);
        return told != null
                && !secret.isBlank()
                && MessageDigest.isEqual(told.getBytes(UTF_8), secret.reveal().getBytes(UTF_8));
    }
}
