package io.gourmetloop.platform.outbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Remembers what it was given, in order, and answers as it is told to. */
final class RecordingHandler implements OutboxHandler {
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger missing;
    private final Promise<Void> all = Promise.promise();
    private volatile Function<OutboxMessage, Future<Void>> answer = message -> Future.succeededFuture();

    /** {@link #all} completes with the {@code expected}th message. */
    RecordingHandler(int expected) {
        this.missing = new AtomicInteger(expected);
    }

    RecordingHandler() {
        this(1);
    }

    void answer(Function<OutboxMessage, Future<Void>> with) {
        answer = with;
    }

    void fail(Throwable with) {
        answer = message -> Future.failedFuture(with);
    }

    void succeed() {
        answer = message -> Future.succeededFuture();
    }

    @Override
    public Future<Void> deliver(OutboxMessage message) {
        keys.add(message.key());
        if (missing.decrementAndGet() == 0) {
            all.complete();
        }
        return answer.apply(message);
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    void forget() {
        keys.clear();
    }

    Future<Void> all() {
        return all.future();
    }
}
