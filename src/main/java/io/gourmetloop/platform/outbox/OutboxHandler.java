package io.gourmetloop.platform.outbox;

import io.vertx.core.Future;

/** Brings the messages of one topic to their place. A message may come more than once; each time must do the same. */
@FunctionalInterface
public interface OutboxHandler {
    /**
     * A Failure of kind UNAVAILABLE or RATE_LIMITED means "not now": it is tried again until it succeeds. Any other
     * Failure but a BUG means "never": the message is dead at once. What is left are bugs: tried {@code
     * outbox.max-attempts} times, then dead.
     */
    Future<Void> deliver(OutboxMessage message);
}
