package io.gourmetloop.platform.config;

import java.time.Duration;

/** Delivery of what transactions promised: polled every {@code poll}, leased for {@code lease}, given up after {@code maxAttempts}. */
public record OutboxConfig(
        Duration poll, int batch, Duration lease, Duration firstRetry, Duration lastRetry, int maxAttempts) {
    public OutboxConfig {
        Check.positive("outbox.poll", poll);
        Check.positive("outbox.lease", lease);
        Check.positive("outbox.first-retry", firstRetry);
        Check.that(lastRetry.compareTo(firstRetry) >= 0, "outbox.last-retry cannot be below outbox.first-retry");
        Check.that(batch > 0, "outbox.batch must be positive");
        Check.that(maxAttempts > 0, "outbox.max-attempts must be positive");
    }
}
