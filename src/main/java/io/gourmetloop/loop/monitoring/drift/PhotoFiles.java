package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored photos behind predictions. */
final class PhotoFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoFiles.class);

    private final Pool pool;
    private final ObjectStore store;

    PhotoFiles(Pool pool, ObjectStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** Works on one photo after the other; one that is gone, cannot be had for now or cannot be worked on is left out. */
    <T> Future<Map<PredictionId, T>> each(
            Collection<PredictionId> ids, BiFunction<PredictionId, Buffer, Future<T>> work) {
        return keys(ids).compose(keys -> each(keys, work));
    }

    private <T> Future<Map<PredictionId, T>> each(
            Map<PredictionId, ObjectKey> keys, BiFunction<PredictionId, Buffer, Future<T>> work) {
        Future<Map<PredictionId, T>> all = Future.succeededFuture(new HashMap<>());
        for (Map.Entry<PredictionId, ObjectKey> photo : keys.entrySet()) {
            all = all.compose(before -> store.get(Bucket.PRODUCTION, photo.getValue())
                    .compose(file -> work.apply(photo.getKey(), file))
                    .onSuccess(result -> before.put(photo.getKey(), result))
                    .onFailure(e -> LOG.debug("The checks go without {}: {}", photo.getKey(), e.getMessage()))
                    .transform(done -> Future.succeededFuture(before)));
        }
        return all;
    }

    private Future<Map<PredictionId, ObjectKey>> keys(Collection<PredictionId> ids) {
        UUID[] values = ids.stream().map(PredictionId::value).toArray(UUID[]::new);
        return pool.preparedQuery("select id, photo_key from predictions where id = any($1) order by id")
                .execute(Tuple.of(values))
                .map(rows -> {
                    Map<PredictionId, ObjectKey> keys = new java.util.LinkedHashMap<>();
                    rows.forEach(row ->
                            keys.put(new PredictionId(row.getUUID("id")), ObjectKey.of(row.getString("photo_key"))));
                    return keys;
                });
    }
}
