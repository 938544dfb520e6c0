package io.gourmetloop.platform.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public port. {@code publicUrl} is how browsers reach the server, where that differs from host and port;
 * where it is set, the server answers to no other names than its host and {@code allowedHosts}.
 * {@code anonymousRequestsPerMinute} counts per address and does not bind API tokens.
 */
public record HttpConfig(
        String host,
        int port,
        @Nullable URI publicUrl,
        List<String> allowedHosts,
        Bytes maxBody,
        Duration idleTimeout,
        Duration uploadTimeout,
        Duration answerTimeout,
        Duration shutdownTimeout,
        int maxConnections,
        int anonymousRequestsPerMinute,
        boolean trustForwardedFor,
        HttpLimitsConfig limits) {
    public HttpConfig {
        allowedHosts = List.copyOf(allowedHosts);
        Check.port("http.port", port);
        Check.that(maxConnections > 0, "http.max-connections must be positive");
        Check.that(anonymousRequestsPerMinute > 0, "http.anonymous-requests-per-minute must be positive");
        Check.positive("http.idle-timeout", idleTimeout);
        Check.positive("http.upload-timeout", uploadTimeout);
        Check.positive("http.answer-timeout", answerTimeout);
    }

    public ListenAddress address() {
        return new ListenAddress(host, port, "http.host", "http.port");
    }
}
