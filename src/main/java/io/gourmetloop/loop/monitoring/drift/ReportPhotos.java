package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.Finding;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.model.inference.Thumbnail;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small copies of the photos that a report shows. */
final class ReportPhotos {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPhotos.class);
    private static final int SIDE = 120;

    private final Pool pool;
    private final ObjectStore store;
    private final WorkerExecutor workers;

    ReportPhotos(Pool pool, ObjectStore store, WorkerExecutor workers) {
        this.pool = pool;
        this.store = store;
        this.workers = workers;
    }

    /** JPEG files; a photo that is gone, or cannot be had for now, is left out. */
    Future<Map<PredictionId, Buffer>> of(List<CheckResult> results) {
        Set<PredictionId> shown = new LinkedHashSet<>();
        results.forEach(result -> {
            if (result.outcome() instanceof Finding finding) {
                finding.photos().stream().map(Exhibit::id).forEach(shown::add);
            }
        });
        return keys(shown).compose(this::thumbnails);
    }

    private Future<Map<PredictionId, ObjectKey>> keys(Set<PredictionId> ids) {
        UUID[] values = ids.stream().map(PredictionId::value).toArray(UUID[]::new);
        return pool.preparedQuery("select id, photo_key from predictions where id = any($1)")
                .execute(Tuple.of(values))
                .map(rows -> {
                    Map<PredictionId, ObjectKey> keys = new HashMap<>();
                    rows.forEach(row ->
                            keys.put(new PredictionId(row.getUUID("id")), ObjectKey.of(row.getString("photo_key"))));
                    return keys;
                });
    }

    private Future<Map<PredictionId, Buffer>> thumbnails(Map<PredictionId, ObjectKey> keys) {
        Future<Map<PredictionId, Buffer>> all = Future.succeededFuture(new HashMap<>());
        for (Map.Entry<PredictionId, ObjectKey> photo : keys.entrySet()) {
            all = all.compose(before -> thumbnail(photo.getValue()).transform(small -> {
                if (small.succeeded()) {
                    before.put(photo.getKey(), small.result());
                } else {
                    LOG.debug(
                            "The report goes without {}: {}",
                            photo.getValue(),
                            small.cause().getMessage());
                }
                return Future.succeededFuture(before);
            }));
        }
        return all;
    }

    private Future<Buffer> thumbnail(ObjectKey key) {
        return store.get(Bucket.PRODUCTION, key)
                .compose(photo ->
                        workers.executeBlocking(() -> Buffer.buffer(Thumbnail.jpeg(photo.getBytes(), SIDE)), false));
    }
}
