package io.gourmetloop.platform.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * S3. Without {@code endpoint} one is started inside of the process. {@code bucketPrefix} goes before every bucket's
 * name, so that several installations can share a store. A call takes at most {@code timeout}; after a failed one uploads
 * do not try the store again for {@code retryAfter}, their bytes wait in the database, up to {@code maxSpooled} of them.
 */
public record StorageConfig(
        @Nullable URI endpoint,
        String region,
        String accessKey,
        Secret secretKey,
        String bucketPrefix,
        int threads,
        Duration timeout,
        Duration retryAfter,
        Bytes maxSpooled) {
    public StorageConfig {
        Check.that(
                endpoint == null || "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()),
                "storage.endpoint must look like http://host:9000");
        Check.that(threads > 0, "storage.threads must be positive");
        Check.positive("storage.timeout", timeout);
        Check.positive("storage.retry-after", retryAfter);
    }

    /** The same store, entered by others. */
    public StorageConfig withKeys(String access, Secret secret) {
        return new StorageConfig(
                endpoint, region, access, secret, bucketPrefix, threads, timeout, retryAfter, maxSpooled);
    }

    public boolean isEmbedded() {
        return endpoint == null;
    }
}
