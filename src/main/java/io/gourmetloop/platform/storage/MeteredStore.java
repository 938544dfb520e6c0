package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the time of each call as its caller waits for it, and tells whether the gate behind is open. */
public final class MeteredStore implements ObjectStore, AutoCloseable {
    private static final String OK = "ok";
    private static final String BUG = "bug";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final StorageGate store;
    private final MeterRegistry registry;

    public MeteredStore(StorageGate store, MeterRegistry registry) {
        this.store = store;
        this.registry = registry;
        Gauge.builder("gourmetloop.storage.available", () -> store.available() ? 1 : 0)
                .description("1 while the object store answers, 0 while nobody asks it because it is unreachable")
                .register(registry);
        // there from the start, so that the first failure is a step and not a beginning
        for (String operation : List.of("put", "get")) {
            for (String outcome : List.of(OK, "storage_unavailable")) {
                var unused = timer(operation, outcome);
            }
        }
    }

    @Override
    public Future<Void> put(Bucket bucket, ObjectKey key, Content content, String mediaType, Map<String, String> tags) {
        return timed("put", () -> store.put(bucket, key, content, mediaType, tags));
    }

    @Override
    public Future<Void> tag(Bucket bucket, ObjectKey key, Map<String, String> tags) {
        return timed("tag", () -> store.tag(bucket, key, tags));
    }

    @Override
    public Future<Buffer> get(Bucket bucket, ObjectKey key) {
        return timed("get", () -> store.get(bucket, key));
    }

    @Override
    public Future<Optional<ObjectInfo>> stat(Bucket bucket, ObjectKey key) {
        return timed("stat", () -> store.stat(bucket, key));
    }

    @Override
    public Future<ListPage> list(Bucket bucket, String prefix, String startAfter, int max) {
        return timed("list", () -> store.list(bucket, prefix, startAfter, max));
    }

    @Override
    public Future<Void> copy(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return timed("copy", () -> store.copy(from, fromKey, to, toKey));
    }

    @Override
    public Future<Void> copyUntagged(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return timed("copy", () -> store.copyUntagged(from, fromKey, to, toKey));
    }

    @Override
    public Future<Void> delete(Bucket bucket, ObjectKey key) {
        return timed("delete", () -> store.delete(bucket, key));
    }

    /** No call: the store learns of it when somebody uses the address. */
    @Override
    public URI presign(Bucket bucket, ObjectKey key, Duration lifetime) {
        return store.presign(bucket, key, lifetime);
    }

    /** Asks the store no more. */
    @Override
    public void close() {
        store.close();
    }

    private <T> Future<T> timed(String operation, Supplier<Future<T>> call) {
        Timer.Sample sample = Timer.start(registry);
        return call.get().onComplete(ended -> {
            var unused = sample.stop(timer(operation, ended.succeeded() ? OK : reason(ended.cause())));
        });
    }

    /** By error code: there are few. */
    private static String reason(Throwable error) {
        return error instanceof Failure failure ? failure.code().name().toLowerCase(Locale.ROOT) : BUG;
    }

    private Timer timer(String operation, String outcome) {
        return Timer.builder("gourmetloop.storage.call.duration")
                .description("How long callers wait for the object store")
                .serviceLevelObjectives(BUCKETS)
                .tag("operation", operation)
                .tag("outcome", outcome)
                .register(registry);
    }
}
