package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Content;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real store whose caller dies, as it were, after a number of writes: the next one is written, but never answered. */
record DyingStore(ObjectStore store, AtomicInteger writes) implements ObjectStore {
    DyingStore(ObjectStore store, int writes) {
        this(store, new AtomicInteger(writes));
    }

    @Override
    public Future<Void> put(Bucket bucket, ObjectKey key, Content content, String mediaType, Map<String, String> tags) {
        return mayDieAfter(store.put(bucket, key, content, mediaType, tags));
    }

    @Override
    public Future<Void> copyUntagged(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return mayDieAfter(store.copyUntagged(from, fromKey, to, toKey));
    }

    private Future<Void> mayDieAfter(Future<Void> write) {
        boolean dies = writes.getAndDecrement() == 0;
        return write.compose(done -> dies ? Future.failedFuture("killed") : Future.succeededFuture());
    }

    @Override
    public Future<Void> tag(Bucket bucket, ObjectKey key, Map<String, String> tags) {
        return store.tag(bucket, key, tags);
    }

    @Override
    public Future<Buffer> get(Bucket bucket, ObjectKey key) {
        return store.get(bucket, key);
    }

    @Override
    public Future<Optional<ObjectInfo>> stat(Bucket bucket, ObjectKey key) {
        return store.stat(bucket, key);
    }

    @Override
    public Future<ListPage> list(Bucket bucket, String prefix, String startAfter, int max) {
        return store.list(bucket, prefix, startAfter, max);
    }

    @Override
    public Future<Void> copy(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return store.copy(from, fromKey, to, toKey);
    }

    @Override
    public Future<Void> delete(Bucket bucket, ObjectKey key) {
        return store.delete(bucket, key);
    }

    @Override
    public URI presign(Bucket bucket, ObjectKey key, Duration lifetime) {
        return store.presign(bucket, key, lifetime);
    }
}
