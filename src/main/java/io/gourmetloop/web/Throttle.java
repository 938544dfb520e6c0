package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.auth.RateLimiter;
import io.vertx.core.http.HttpServerRequest;

/** How often who has no account may change something; Label Studio has none, but a secret, and a busy day. */
public record Throttle(RateLimiter limiter, ClientAddress addresses, WebhookSecret exempt) {
    /** Fails with RATE_LIMITED, saying how long to wait. */
    void admit(HttpServerRequest request) {
        if (exempt.isProvenBy(request)) {
            return;
        }
        limiter.tryAcquire(addresses.of(request)).ifPresent(wait -> {
            throw Failure.retryAfter(
                    ErrorCode.RATE_LIMITED,
                    "Too many requests from this address; wait " + Math.max(1, wait.toSeconds())
                            + " s, or use an API token",
                    wait);
        });
    }
}
