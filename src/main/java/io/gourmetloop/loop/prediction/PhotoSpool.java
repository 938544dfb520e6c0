package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.db.Write;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Table {@code photo_spool}: photos that wait for the object store to come back. Bounded. */
public final class PhotoSpool {
    private final Pool pool;
    private final Bytes capacity;

    public PhotoSpool(Pool pool, Bytes capacity) {
        this.pool = pool;
        this.capacity = capacity;
    }

    /** Fails with STORAGE_UNAVAILABLE when {@code size} more bytes would not fit. */
    Future<Void> room(int size) {
        return pool.query("select coalesce(sum(octet_length(bytes)), 0) as used from photo_spool")
                .execute()
                .compose(rows -> room(size, rows.iterator().next().getLong("used")));
    }

    private Future<Void> room(int size, long used) {
        return used + size <= capacity.count()
                ? Future.succeededFuture()
                : Future.failedFuture(new Failure(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "The object store is unreachable and the room for waiting photos is used up; try again later"));
    }

    static Write insertion(PredictionId id, byte[] bytes) {
        return new Write(
                "insert into photo_spool (prediction_id, bytes) values ($1, $2)",
                Tuple.of(id.value(), Buffer.buffer(bytes)));
    }

    Future<Optional<Buffer>> find(PredictionId id) {
        return pool.preparedQuery("select bytes from photo_spool where prediction_id = $1")
                .execute(Tuple.of(id.value()))
                .map(PhotoSpool::first);
    }

    Future<Void> delete(PredictionId id) {
        return pool.preparedQuery("delete from photo_spool where prediction_id = $1")
                .execute(Tuple.of(id.value()))
                .mapEmpty();
    }

    private static Optional<Buffer> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getBuffer("bytes"));
    }
}
