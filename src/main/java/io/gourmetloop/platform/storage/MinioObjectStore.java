package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.StorageConfig;
import io.minio.BucketArgs;
import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.Directive;
import io.minio.GetObjectArgs;
import io.minio.GetObjectTagsArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsV2Args;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.ObjectArgs;
import io.minio.PutObjectAPIArgs;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetObjectTagsArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.errors.MinioException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** S3 by the MinIO client, whose calls block {@link StoreThreads}. */
final class MinioObjectStore implements ObjectStore {
    private static final Logger log = LoggerFactory.getLogger(MinioObjectStore.class);
    private static final int BRIEF_BYTES = 4 << 20;

    private final StorageConfig config;
    private final MinioClients clients;
    private final StoreThreads threads;
    private volatile boolean tagging;

    private MinioObjectStore(StorageConfig config, MinioClients clients, StoreThreads threads) {
        this.config = config;
        this.clients = clients;
        this.threads = threads;
    }

    static MinioObjectStore open(StorageConfig config, StoreThreads threads) {
        return new MinioObjectStore(config, MinioClients.of(config), threads);
    }

    /** Makes the buckets that are missing and finds out whether the store knows tags. May be repeated. */
    Future<Void> prepare() {
        return threads.ask(() -> {
            for (Bucket bucket : Bucket.values()) {
                ensure(bucket);
            }
            detectTagging();
            return null;
        });
    }

    @Override
    public Future<Void> put(Bucket bucket, ObjectKey key, Content content, String mediaType, Map<String, String> tags) {
        return threads.ask(() -> {
            byte[] bytes = content.bytes();
            var address = at(PutObjectArgs.builder(), bucket, key).data(bytes, bytes.length);
            if (tagging && !tags.isEmpty()) {
                address = address.tags(tags);
            }
            // one checksum; the client's other way in would compute two and copy the bytes
            var upload = new PutObjectAPIArgs(
                    address.build(), bytes, bytes.length, MediaType.get(mediaType), new Http.Headers());
            return done((bytes.length > BRIEF_BYTES ? clients.patient() : clients.brief()).putObject(upload));
        });
    }

    @Override
    public Future<Void> tag(Bucket bucket, ObjectKey key, Map<String, String> tags) {
        return threads.ask(() -> tagging
                ? done(clients.brief()
                        .setObjectTags(at(SetObjectTagsArgs.builder(), bucket, key)
                                .tags(tags)
                                .build()))
                : null);
    }

    @Override
    public Future<Buffer> get(Bucket bucket, ObjectKey key) {
        return threads.ask(() -> {
            try (var object = result(clients.patient()
                    .getObject(at(GetObjectArgs.builder(), bucket, key).build()))) {
                return Buffer.buffer(object.readAllBytes());
            }
        });
    }

    @Override
    public Future<Optional<ObjectInfo>> stat(Bucket bucket, ObjectKey key) {
        return threads.ask(() -> result(clients.brief()
                        .statObject(at(StatObjectArgs.builder(), bucket, key).build())))
                .map(found -> Optional.of(new ObjectInfo(
                        key, found.size(), found.lastModified().toInstant(), Listing.unquoted(found.etag()))))
                .recover(MinioObjectStore::emptyIfNotFound);
    }

    @Override
    public Future<ListPage> list(Bucket bucket, String prefix, String startAfter, int max) {
        return threads.ask(() -> {
            // not url-encoded: S3Proxy leaves a plus sign as it is, which the client then takes for a blank
            var query = in(ListObjectsV2Args.builder(), bucket)
                    .prefix(prefix)
                    .startAfter(startAfter.isEmpty() ? null : startAfter)
                    .maxKeys(max)
                    .build();
            return Listing.page(result(clients.brief().listObjectsV2(query)).result());
        });
    }

    @Override
    public Future<Void> copy(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return threads.ask(() -> done(
                clients.brief().copyObject(copying(from, fromKey, to, toKey).build())));
    }

    @Override
    public Future<Void> copyUntagged(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return threads.ask(() -> {
            var request = copying(from, fromKey, to, toKey);
            if (tagging) {
                request = request.taggingDirective(Directive.REPLACE);
            }
            return done(clients.brief().copyObject(request.build()));
        });
    }

    private CopyObjectArgs.Builder copying(Bucket from, ObjectKey fromKey, Bucket to, ObjectKey toKey) {
        return at(CopyObjectArgs.builder(), to, toKey)
                .source(at(SourceObject.builder(), from, fromKey).build());
    }

    @Override
    public Future<Void> delete(Bucket bucket, ObjectKey key) {
        return threads.ask(() -> done(clients.brief()
                        .removeObject(
                                at(RemoveObjectArgs.builder(), bucket, key).build())))
                .recover(error -> isNotFound(error) ? Future.succeededFuture() : Future.failedFuture(error));
    }

    @Override
    public URI presign(Bucket bucket, ObjectKey key, Duration lifetime) {
        try {
            return URI.create(clients.brief()
                    .getPresignedObjectUrl(at(GetPresignedObjectUrlArgs.builder(), bucket, key)
                            .method(Http.Method.GET)
                            .expiry((int) lifetime.toSeconds(), TimeUnit.SECONDS)
                            .build()));
        } catch (MinioException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ensure(Bucket bucket) throws Exception {
        MinioAsyncClient client = clients.brief();
        if (!result(client.bucketExists(in(BucketExistsArgs.builder(), bucket).build()))) {
            var made = result(
                    client.makeBucket(in(MakeBucketArgs.builder(), bucket).build()));
            log.info("Made bucket {}", made.bucket());
        }
    }

    /** Asks for the tags of an object that does not exist: a store that knows tags says so. */
    private void detectTagging() throws Exception {
        ObjectKey nothing = new ObjectKey("tags-of-nothing");
        boolean known;
        try {
            known = result(clients.brief()
                            .getObjectTags(at(GetObjectTagsArgs.builder(), Bucket.PRODUCTION, nothing)
                                    .build()))
                    != null;
        } catch (ExecutionException e) {
            known = isNotFound(StoreFailures.of(e));
            if (!known && !StoreFailures.isUnsupported(e)) {
                throw e;
            }
        }
        if (!known) {
            log.info("The object store knows no tags; photos are kept without");
        }
        tagging = known;
    }

    private <B extends BucketArgs.Builder<B, A>, A extends BucketArgs> B in(B builder, Bucket bucket) {
        return builder.bucket(bucket.name(config.bucketPrefix()));
    }

    private <B extends ObjectArgs.Builder<B, A>, A extends ObjectArgs> B at(B builder, Bucket bucket, ObjectKey key) {
        return in(builder, bucket).object(key.value());
    }

    private static <T> T result(CompletableFuture<T> answer) throws ExecutionException, InterruptedException {
        return answer.get();
    }

    private static Void done(CompletableFuture<?> answer) throws ExecutionException, InterruptedException {
        var unused = answer.get();
        return null;
    }

    private static boolean isNotFound(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.NOT_FOUND;
    }

    private static <T> Future<Optional<T>> emptyIfNotFound(Throwable error) {
        return isNotFound(error) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(error);
    }
}
