package io.gourmetloop.platform.outbox;

import io.gourmetloop.platform.outbox.Outcome.Settled;
import java.util.List;

/**
 * Decides what becomes of messages that were tried together. When the place they go to is away, that is no fault of
 * theirs: none of them loses its turn, and an outage of any length kills no message. A message that fails while others
 * get through has a problem of its own: it waits alone, longer each time, and is dead after the last attempt.
 */
record RetryPolicy(int maxAttempts, Backoff backoff) {
    List<Settled> settle(List<Attempt> attempts) {
        boolean away = isAway(attempts);
        return attempts.stream().map(attempt -> settle(attempt, away)).toList();
    }

    static boolean isAway(List<Attempt> attempts) {
        return attempts.stream().anyMatch(Attempt::unavailable)
                && attempts.stream().noneMatch(Attempt::delivered);
    }

    private Settled settle(Attempt attempt, boolean away) {
        if (attempt.delivered()) {
            return new Settled(attempt, Outcome.DELIVERED, null);
        }
        if (attempt.unavailable() && away) {
            return new Settled(attempt, Outcome.POSTPONED, null);
        }
        int number = attempt.claim().number();
        return attempt.refused() || number >= maxAttempts
                ? new Settled(attempt, Outcome.DEAD, null)
                : new Settled(attempt, Outcome.RETRIED, backoff.after(number));
    }
}
