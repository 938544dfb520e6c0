package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.StorageConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is asked only while it answers. The first call that fails with {@code STORAGE_UNAVAILABLE} shuts the gate;
 * from then on calls fail at once, and the gate itself asks the store, once in each {@code retryAfter}, until it answers
 * again and its buckets are there. So nobody but the gate waits for a dead store.
 */
public final class StorageGate implements ObjectStore {
    private static final Logger log = LoggerFactory.getLogger(StorageGate.class);

    private enum State {
        OPEN,
        SHUT,
        CLOSED
    }

    private final Vertx vertx;
    private final ObjectStore store;
    private final Supplier<Future<Void>> preparation;
    private final Duration retryAfter;
    private final AtomicReference<State> state = new AtomicReference<>(State.SHUT);

    StorageGate(Vertx vertx, ObjectStore store, Supplier<Future<Void>> preparation, Duration retryAfter) {
        this.vertx = vertx;
        this.store = store;
        this.preparation = preparation;
        this.retryAfter = retryAfter;
    }

    /**
     * The store behind the settings' endpoint. Never fails: the gate is open when the store answered, and shut, with
     * everything retried, when it did not.
     */
    public static Future<StorageGate> open(Vertx vertx, StorageConfig config) {
        MinioObjectStore s3 = MinioObjectStore.open(config, new StoreThreads(vertx, config));
        return open(vertx, config, s3, s3);
    }

    /** As above; what is behind the endpoint is {@code near} too. */
    public static Future<StorageGate> open(Vertx vertx, StorageConfig config, NearObjects near) {
        StoreThreads threads = new StoreThreads(vertx, config);
        MinioObjectStore s3 = MinioObjectStore.open(config, threads);
        return open(vertx, config, new NearStore(near, s3, threads, config.bucketPrefix()), s3);
    }

    private static Future<StorageGate> open(
            Vertx vertx, StorageConfig config, ObjectStore store, MinioObjectStore prepared) {
        StorageGate gate = new StorageGate(vertx, store, prepared::prepare, config.retryAfter());
        return gate.probe().map(gate);
    }

    /** The store itself, as it is: nothing is made ready in it, and every call asks it. */
    public static ObjectStore ungated(Vertx vertx, StorageConfig config) {
        return MinioObjectStore.open(config, new StoreThreads(vertx, config));
    }

    /** Whether the store answered when it was last asked. */
    public boolean available() {
        return state.get() == State.OPEN;
    }

    /** Asks the store no more; the threads of its calls end with Vert.x. */
    public void close() {
        state.set(State.CLOSED);
    }

    @Override
    public Future<Void> put(Bucket bucket, ObjectKey key, Content content, String mediaType, Map<String, String> tags) {
        return pass(() -> store.put(bucket, key, content, mediaType, tags));
    }

    @Override
    public Future<Void> tag(Bucket bucket, ObjectKey key, Map<String, String> tags) {
        return pass(() -> store.tag(bucket, key, tags));
    }

    @Override
    public Future<Buffer> get(Bucket bucket, ObjectKey key) {
        return pass(() -> store.get(bucket, key));
    }

    @Override
    public Future<Optional<ObjectInfo>> stat(Bucket bucket, ObjectKey key) {
        return pass(() -> store.stat(bucket, key));
    }

    @Override
    public Future<ListPage> list(Bucket bucket, String prefix, String startAfter, int max) {
        return pass(() -> store.list(bucket, prefix, startAfter, max));
    }

    @Override
    public Future<Void> copy(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return pass(() -> store.copy(from, fromKey, to, toKey));
    }

    @Override
    public Future<Void> copyUntagged(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return pass(() -> store.copyUntagged(from, fromKey, to, toKey));
    }

    @Override
    public Future<Void> delete(Bucket bucket, ObjectKey key) {
        return pass(() -> store.delete(bucket, key));
    }

    @Override
    public URI presign(Bucket bucket, ObjectKey key, Duration lifetime) {
        return store.presign(bucket, key, lifetime);
    }

    private <T> Future<T> pass(Supplier<Future<T>> call) {
        if (!available()) {
            return Future.failedFuture(
                    Failure.retryAfter(ErrorCode.STORAGE_UNAVAILABLE, "The object store is unreachable", retryAfter));
        }
        return call.get().onFailure(this::heed);
    }

    private void heed(Throwable error) {
        boolean away = error instanceof Failure failure && failure.code() == ErrorCode.STORAGE_UNAVAILABLE;
        if (away && state.compareAndSet(State.OPEN, State.SHUT)) {
            log.warn("The object store is unreachable: {}", reason(error));
            probeLater();
        }
    }

    private void probeLater() {
        vertx.setTimer(
                retryAfter.toMillis(),
                timer -> probe().onFailure(error -> log.error("The object store is asked no more", error)));
    }

    /** Succeeds when the store has been asked, whatever it said. */
    private Future<Void> probe() {
        if (state.get() == State.CLOSED) {
            return Future.succeededFuture();
        }
        return preparation.get().onSuccess(ready -> opened()).recover(error -> {
            log.warn(
                    "The object store is unreachable, asking again in {} s: {}", retryAfter.toSeconds(), reason(error));
            probeLater();
            return Future.succeededFuture();
        });
    }

    private void opened() {
        if (state.compareAndSet(State.SHUT, State.OPEN)) {
            log.info("The object store answers");
        }
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause();
        return cause == null
                ? String.valueOf(error.getMessage())
                : error.getMessage() + " (" + cause.getMessage() + ")";
    }
}
