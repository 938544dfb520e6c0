package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.StorageConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of the pool {@code storage}, which calls of the store block; as many calls at a time as there are threads. */
final class StoreThreads {
    private static final int WAITING_PER_THREAD = 32;

    private final WorkerExecutor pool;
    private final int most;
    private final Duration timeout;
    private final AtomicInteger calls = new AtomicInteger();

    StoreThreads(Vertx vertx, StorageConfig config) {
        this.pool = vertx.createSharedWorkerExecutor("storage", config.threads());
        this.most = config.threads() * WAITING_PER_THREAD;
        this.timeout = config.timeout();
    }

    /** A call that has waited longer than it may take is not made any more: whoever asked has been told otherwise. */
    <T> Future<T> ask(Callable<T> call) {
        if (calls.incrementAndGet() > most) {
            calls.decrementAndGet();
            return Future.failedFuture(Failure.retryAfter(
                    ErrorCode.QUEUE_FULL, "Too many objects wait for the store", Duration.ofSeconds(1)));
        }
        Deadline deadline = Deadline.after(timeout);
        return pool.executeBlocking(
                        () -> {
                            if (deadline.passed()) {
                                throw new Failure(ErrorCode.STORAGE_UNAVAILABLE, "The object store is too slow");
                            }
                            return call.call();
                        },
                        false)
                .onComplete(ended -> calls.decrementAndGet())
                .recover(error -> Future.failedFuture(StoreFailures.of(error)));
    }
}
