package io.gourmetloop.platform.outbox;

import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.platform.outbox.Attempt.Claim;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hands claimed messages to the handler of their topic, all at once, each for a limited time. */
record Courier(OutboxHandler handler, Duration limit, CrashPoints crashPoints) {
    /** How each of them ended, in the same order; never fails. */
    Future<List<Attempt>> deliver(List<Claim> claims) {
        List<Future<Attempt>> attempts = claims.stream().map(this::deliver).toList();
        return Future.join(attempts)
                .map(all -> attempts.stream().map(Future::result).toList());
    }

    private Future<Attempt> deliver(Claim claim) {
        Future<Void> delivery = call(claim.message());
        crashPoints.reached("during-delivery");
        return delivery.onSuccess(delivered -> crashPoints.reached("after-delivery"))
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .transform(result -> Future.succeededFuture(Attempt.ended(claim, result)));
    }

    private Future<Void> call(OutboxMessage message) {
        try {
            return handler.deliver(message);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
