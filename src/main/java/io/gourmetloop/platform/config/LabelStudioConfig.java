package io.gourmetloop.platform.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Label Studio that people annotate in, where {@code labeling.annotator} is {@code label-studio}. Their browsers find it
 * at {@code publicUrl} where that is not the {@code url} at which this server does. Its storages use {@code s3Endpoint}, or
 * what Label Studio itself was told by {@code S3_ENDPOINT}; and these keys, or those of {@code storage}. Its pages get photos
 * as {@code photoLinks} says. It finds this server at {@code webhookUrl}, where it announces changes and, with
 * {@code mlBackend}, asks for predictions; without that address changes are found by asking every {@code reconcile}. A call
 * takes at most {@code timeout}, an import {@code importTimeout}.
 */
public record LabelStudioConfig(
        @Nullable URI url,
        @Nullable URI publicUrl,
        Secret token,
        @Nullable URI s3Endpoint,
        String s3AccessKey,
        Secret s3SecretKey,
        PhotoLinks photoLinks,
        @Nullable URI webhookUrl,
        Secret webhookSecret,
        boolean mlBackend,
        Duration timeout,
        Duration importTimeout,
        Schedule setup,
        Schedule sync,
        Schedule reconcile) {
    private static final int SHORTEST_SECRET = 16;

    public LabelStudioConfig {
        Check.positive("label-studio.timeout", timeout);
        Check.positive("label-studio.import-timeout", importTimeout);
        Check.that(
                webhookUrl == null || webhookSecret.reveal().length() >= SHORTEST_SECRET,
                "label-studio.webhook-url needs a label-studio.webhook-secret of at least " + SHORTEST_SECRET
                        + " characters");
        Check.that(
                !mlBackend || webhookUrl != null,
                "label-studio.ml-backend needs label-studio.webhook-url, where Label Studio finds this server");
    }

    /** How a task names its photo. */
    public enum PhotoLinks {
        /** By the bucket, out of which Label Studio gets it. */
        S3,
        /** By a signed link to this server, which browsers follow. */
        SIGNED
    }

    /** Where people open it. */
    public @Nullable URI pages() {
        return publicUrl == null ? url : publicUrl;
    }

    /** Whether all is known that a call needs. */
    public boolean isReachable() {
        return url != null && !token.isBlank();
    }
}
