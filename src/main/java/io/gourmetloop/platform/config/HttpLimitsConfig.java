package io.gourmetloop.platform.config;

import java.time.Duration;

/**
 * What one caller may hold of the public port. {@code headTimeout} is for the head of a request, from when the connection
 * is accepted or, later on, from its first byte. {@code uploadMemory}: the share of the heap that bodies of requests may take
 * together, and the least that a body brings: {@code uploadRate} a second, judged over each {@code rateInterval}.
 */
public record HttpLimitsConfig(
        int connectionsPerAddress,
        Duration headTimeout,
        double uploadMemory,
        int uploadsPerAddress,
        Bytes uploadRate,
        Duration rateInterval) {
    public HttpLimitsConfig {
        Check.that(connectionsPerAddress > 0, "http.limits.connections-per-address must be positive");
        Check.positive("http.limits.head-timeout", headTimeout);
        Check.share("http.limits.upload-memory", uploadMemory);
        Check.that(uploadsPerAddress > 0, "http.limits.uploads-per-address must be positive");
        Check.positive("http.limits.rate-interval", rateInterval);
    }
}
