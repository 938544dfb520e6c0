package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.db.Write;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Table {@code predictions}. */
public final class PredictionStore {
    private static final String SELECT = "select " + PredictionRow.COLUMNS
            + ", (select labels from model_versions where number = model_version) as labels from predictions where ";
    private static final String INSERT = "insert into predictions (" + PredictionRow.COLUMNS
            + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

    private final Pool pool;

    public PredictionStore(Pool pool) {
        this.pool = pool;
    }

    /** An answer of before, and the digest of the bytes that it was given for. */
    record Keyed(Prediction prediction, Sha256 request) {}

    static Write insertion(Answer answer) {
        return new Write(INSERT, PredictionRow.write(answer));
    }

    /** Whether a parallel request of the same session with the same idempotency key has committed first. */
    static boolean isKeyTaken(Throwable cause) {
        return Database.uniqueViolation(cause, "predictions_idempotency");
    }

    public Future<Optional<Prediction>> find(PredictionId id) {
        return pool.preparedQuery(SELECT + "id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> first(rows).map(PredictionRow::read));
    }

    /** Fails with NOT_FOUND. */
    public Future<Prediction> require(PredictionId id) {
        return find(id).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    static Failure unknown(PredictionId id) {
        return new Failure(ErrorCode.NOT_FOUND, "There is no prediction " + id);
    }

    Future<Optional<Keyed>> underKey(SessionId session, String idempotencyKey) {
        return pool.preparedQuery(SELECT + "session_id = $1 and idempotency_key = $2")
                .execute(Tuple.of(session.value(), idempotencyKey))
                .map(rows -> first(rows).map(PredictionStore::keyed));
    }

    /** Which of these ids have a row. */
    Future<Set<PredictionId>> existing(Collection<PredictionId> ids) {
        UUID[] values = ids.stream().map(PredictionId::value).toArray(UUID[]::new);
        return pool.preparedQuery("select id from predictions where id = any($1)")
                .execute(Tuple.of(values))
                .map(PredictionStore::ids);
    }

    private static Set<PredictionId> ids(RowSet<Row> rows) {
        Set<PredictionId> found = new HashSet<>();
        rows.forEach(row -> found.add(new PredictionId(row.getUUID("id"))));
        return found;
    }

    private static Keyed keyed(Row row) {
        return new Keyed(
                PredictionRow.read(row),
                Sha256.fromDigest(row.getBuffer("request_sha256").getBytes()));
    }

    static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
