package io.gourmetloop.web;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.auth.RateLimiter;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * How often callers may change something: end users by address, viewers, whose accounts people can make themselves, by
 * account too. And how often an address may send a token that stands for nobody. Label Studio has no account, but a secret,
 * and a busy day: it is exempt.
 */
public final class Throttle {
    private static final int REMEMBERED_KEYS = 100_000;
    private static final int WRONG_TOKENS_PER_MINUTE = 30;

    private final RateLimiter changes;
    private final RateLimiter wrongTokens;
    private final ClientAddress addresses;
    private final WebhookSecret exempt;

    public Throttle(int changesPerMinute, ClientAddress addresses, WebhookSecret exempt, Clock clock) {
        this.changes = new RateLimiter(changesPerMinute, REMEMBERED_KEYS, clock);
        this.wrongTokens = new RateLimiter(WRONG_TOKENS_PER_MINUTE, REMEMBERED_KEYS, clock);
        this.addresses = addresses;
        this.exempt = exempt;
    }

    /** Fails with RATE_LIMITED, saying how long to wait. */
    void admitEndUser(HttpServerRequest request) {
        if (!exempt.isProvenBy(request)) {
            admit(addresses.of(request), "Too many requests from this address", ", or use an API token");
        }
    }

    /** Fails with RATE_LIMITED, saying how long to wait. */
    void admitViewer(HttpServerRequest request, Viewer.Account viewer) {
        admit("account " + viewer.id(), "Too many requests by " + viewer.name(), "");
        admit(addresses.of(request), "Too many requests from this address", "");
    }

    /** Fails with RATE_LIMITED where this address has sent too many wrong tokens. */
    void admitToken(HttpServerRequest request) {
        refuse(wrongTokens.waiting(addresses.of(request)), "Too many wrong API tokens from this address", "");
    }

    void countWrongToken(HttpServerRequest request) {
        refuse(wrongTokens.tryAcquire(addresses.of(request)), "Too many wrong API tokens from this address", "");
    }

    private void admit(String key, String reason, String otherwise) {
        refuse(changes.tryAcquire(key), reason, otherwise);
    }

    private static void refuse(Optional<Duration> waiting, String reason, String otherwise) {
        waiting.ifPresent(wait -> {
            throw Failure.retryAfter(
                    ErrorCode.RATE_LIMITED,
                    reason + "; wait " + Math.max(1, wait.toSeconds()) + " s" + otherwise,
                    wait);
        });
    }
}
