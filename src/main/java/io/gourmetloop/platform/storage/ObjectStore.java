package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.Content;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Named bytes in S3. Every future completes on the caller's context. Each call can fail with {@code STORAGE_UNAVAILABLE}:
 * no answer within the store's deadline, no connection, or an error of the store; and with {@code QUEUE_FULL}, when too
 * many calls wait already.
 */
public interface ObjectStore {
    /** Writes the object whole, over an older one of the same key. Complete when the store has promised to keep it. */
    default Future<Void> put(Bucket bucket, ObjectKey key, Buffer bytes, String mediaType) {
        return put(bucket, key, Content.of(bytes.getBytes()), mediaType, Map.of());
    }

    /** As above, with tags where the store knows tags. */
    Future<Void> put(Bucket bucket, ObjectKey key, Content content, String mediaType, Map<String, String> tags);

    /** Replaces the object's tags; does nothing in a store without tags. Fails with {@code NOT_FOUND} if there is no object. */
    Future<Void> tag(Bucket bucket, ObjectKey key, Map<String, String> tags);

    /** Fails with {@code NOT_FOUND} if there is no object. */
    Future<Buffer> get(Bucket bucket, ObjectKey key);

    Future<Optional<ObjectInfo>> stat(Bucket bucket, ObjectKey key);

    /**
     * At most {@code max} (1 to 1,000) objects whose keys begin with {@code prefix} and come after {@code startAfter}, in
     * all "folders" below. Either may be empty.
     */
    Future<ListPage> list(Bucket bucket, String prefix, String startAfter, int max);

    /** Copies inside of the store, tags included. Fails with {@code NOT_FOUND} if there is no object. */
    Future<Void> copy(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey);

    /** As above, without the tags. */
    Future<Void> copyUntagged(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey);

    /** Complete when no object of this key is left, whether there was one or not. */
    Future<Void> delete(Bucket bucket, ObjectKey key);

    /** An address that lets whoever holds it read the object for {@code lifetime}, at most seven days. Asks nobody. */
    URI presign(Bucket bucket, ObjectKey key, Duration lifetime);
}
