package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A store in this process: objects go to it and come from it as they are, where S3 would sign, send, check and copy them
 * several times on the way. All else is asked over S3, as any other program would.
 */
final class NearStore implements ObjectStore {
    private final NearObjects objects;
    private final ObjectStore s3;
    private final StoreThreads threads;
    private final String bucketPrefix;

    NearStore(NearObjects objects, ObjectStore s3, StoreThreads threads, String bucketPrefix) {
        this.objects = objects;
        this.s3 = s3;
        this.threads = threads;
        this.bucketPrefix = bucketPrefix;
    }

    /** Without the tags: it knows none. */
    @Override
    public Future<Void> put(Bucket bucket, ObjectKey key, Content content, String mediaType, Map<String, String> tags) {
        return threads.ask(() -> {
            objects.put(bucket.name(bucketPrefix), key.value(), content, mediaType);
            return null;
        });
    }

    @Override
    public Future<Buffer> get(Bucket bucket, ObjectKey key) {
        return threads.ask(() -> objects.get(bucket.name(bucketPrefix), key.value())
                .map(Buffer::buffer)
                .orElseThrow(NearStore::absent));
    }

    private static Failure absent() {
        return new Failure(ErrorCode.NOT_FOUND, "There is no such object");
    }

    @Override
    public Future<Void> tag(Bucket bucket, ObjectKey key, Map<String, String> tags) {
        return s3.tag(bucket, key, tags);
    }

    @Override
    public Future<Optional<ObjectInfo>> stat(Bucket bucket, ObjectKey key) {
        return s3.stat(bucket, key);
    }

    @Override
    public Future<ListPage> list(Bucket bucket, String prefix, String startAfter, int max) {
        return s3.list(bucket, prefix, startAfter, max);
    }

    @Override
    public Future<Void> copy(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return threads.ask(() -> {
            if (!objects.copy(from.name(bucketPrefix), fromKey.value(), to.name(bucketPrefix), toKey.value())) {
                throw absent();
            }
            return null;
        });
    }

    @Override
    public Future<Void> copyUntagged(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return copy(from, fromKey, to, toKey);
    }

    @Override
    public Future<Void> delete(Bucket bucket, ObjectKey key) {
        return s3.delete(bucket, key);
    }

    @Override
    public URI presign(Bucket bucket, ObjectKey key, Duration lifetime) {
        return s3.presign(bucket, key, lifetime);
    }
}
