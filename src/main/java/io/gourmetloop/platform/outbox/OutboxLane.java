package io.gourmetloop.platform.outbox;

import io.gourmetloop.platform.config.OutboxConfig;
import io.gourmetloop.platform.outbox.Attempt.Claim;
import io.gourmetloop.platform.outbox.Outcome.Settled;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the messages of one topic in rounds: claim in a short transaction, deliver outside of any, settle all in one
 * statement. Topics do not wait for each other. While nothing gets through, polls are skipped, more each time, until one
 * round is tried again. Not thread-safe: called on the relay's event loop alone.
 */
final class OutboxLane {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxLane.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String topic;
    private final Courier courier;
    private final OutboxStore store;
    private final RetryPolicy policy;
    private final OutboxConfig config;
    private final OutboxMeters meters;

    private Future<Void> idle = Future.succeededFuture();
    private boolean again;
    private boolean stopped;
    private int outages;
    private long pollsToSkip;

    OutboxLane(
            String topic,
            Courier courier,
            OutboxStore store,
            RetryPolicy policy,
            OutboxConfig config,
            OutboxMeters meters) {
        this.topic = topic;
        this.courier = courier;
        this.store = store;
        this.policy = policy;
        this.config = config;
        this.meters = meters;
    }

    /** To be called every {@code outbox.poll}. */
    Future<Void> poll() {
        if (pollsToSkip > 0) {
            pollsToSkip--;
            return idle;
        }
        return drain();
    }

    /** Something may be due. During an outage the next poll finds it. */
    void hint() {
        if (pollsToSkip == 0) {
            drain().onFailure(e -> LOG.error("A round of '{}' failed", topic, e));
        }
    }

    /** Delivers until nothing is due. Completes then, or with the end of an outage's first round; never fails. */
    Future<Void> drain() {
        again = true;
        if (idle.isComplete()) {
            idle = rounds();
        }
        return idle;
    }

    /** Completes when the deliveries under way are settled. */
    Future<Void> stop() {
        stopped = true;
        return idle;
    }

    private Future<Void> rounds() {
        if (!again || stopped || pollsToSkip > 0) {
            return Future.succeededFuture();
        }
        again = false;
        return round().compose(this::next);
    }

    private Future<Void> next(int claimed) {
        again |= claimed == config.batch();
        return rounds();
    }

    private Future<Integer> round() {
        return store.claim(topic, config.batch(), config.lease())
                .compose(this::deliver)
                .onFailure(e -> LOG.warn("A round of '{}' broke off; what it claimed is repeated", topic, e))
                .otherwise(0);
    }

    private Future<Integer> deliver(List<Claim> claims) {
        return claims.isEmpty()
                ? Future.succeededFuture(0)
                : courier.deliver(claims).compose(this::settle).map(claims.size());
    }

    private Future<Void> settle(List<Attempt> attempts) {
        watch(attempts);
        List<Settled> settled = policy.settle(attempts);
        settled.forEach(this::tell);
        return store.settle(settled);
    }

    private void watch(List<Attempt> attempts) {
        if (RetryPolicy.isAway(attempts)) {
            outages++;
            pollsToSkip = pause();
            if (outages == 1) {
                LOG.warn("Messages of '{}' wait: {}", topic, attempts.get(0).errorText());
            }
        } else if (outages > 0 && attempts.stream().anyMatch(Attempt::delivered)) {
            LOG.info("Messages of '{}' get through again, after {} rounds", topic, outages);
            outages = 0;
        }
    }

    private long pause() {
        long longest = Math.max(1, LONGEST_PAUSE.dividedBy(config.poll()));
        return Math.min(longest, 1L << Math.min(outages - 1, 30));
    }

    private void tell(Settled settled) {
        meters.count(topic, settled.outcome());
        OutboxMessage message = settled.attempt().claim().message();
        Throwable error = settled.attempt().error();
        switch (settled.outcome()) {
            case DEAD -> LOG.error("Gave up on '{}' {}", topic, message.key(), error);
            case RETRIED -> LOG.warn("'{}' {} failed and is tried again", topic, message.key(), error);
            case DELIVERED, POSTPONED -> LOG.debug("'{}' {}: {}", topic, message.key(), settled.outcome());
        }
    }
}
