package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SessionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Table {@code feedback}: a row for each different thing that was said of a prediction, so that saying the same again and
 * again costs nothing; the newest row is what is shown.
 */
public final class FeedbackStore {
    private final Pool pool;

    public FeedbackStore(Pool pool) {
        this.pool = pool;
    }

    /** A prediction that feedback is about, locked until the transaction ends. */
    record Target(
            PredictionId id,
            ModelVersion version,
            Labels labels,
            Label predicted,
            Confidence confidence,
            Role role,
            boolean hasTask,
            boolean wasFlagged) {}

    /** Fails with NOT_FOUND, also when the prediction is another session's. */
    Future<Target> lock(SqlConnection tx, PredictionId id, SessionId session) {
        return PredictionLock.take(tx, List.of(id)).compose(locked -> target(tx, id, session));
    }

    private static Future<Target> target(SqlConnection tx, PredictionId id, SessionId session) {
        return tx.preparedQuery("""
                        select p.id, p.model_version, p.label, p.confidence, p.role, m.labels,
                               exists (select from sampling_ledger l
                                       where l.prediction_id = p.id and l.task_purpose is not null) as has_task,
                               exists (select from sampling_ledger l
                                       where l.prediction_id = p.id and l.stream = 'user_feedback') as was_flagged
                        from predictions p join model_versions m on m.number = p.model_version
                        where p.id = $1 and p.session_id = $2
                        """)
                .execute(Tuple.of(id.value(), session.value()))
                .map(rows -> PredictionStore.first(rows)
                        .map(FeedbackStore::target)
                        .orElseThrow(() -> PredictionStore.unknown(id)));
    }

    private static Target target(Row row) {
        return new Target(
                new PredictionId(row.getUUID("id")),
                new ModelVersion(row.getInteger("model_version")),
                Labels.of(row.getArrayOfStrings("labels")),
                new Label(row.getString("label")),
                new Confidence(row.getDouble("confidence")),
                Role.valueOf(row.getString("role")),
                row.getBoolean("has_task"),
                row.getBoolean("was_flagged"));
    }

    /** Whether the last word on the prediction is the same; its row then has the new time. */
    Future<Boolean> repeats(SqlConnection tx, Feedback feedback) {
        return tx.preparedQuery("""
                        update feedback set created_at = $4
                        where id = (select max(id) from feedback where prediction_id = $1)
                          and verdict = $2 and human_label is not distinct from $3
                        """).execute(values(feedback)).map(rows -> rows.rowCount() == 1);
    }

    /** The number of the new row: it grows. A row that said the same earlier goes, since it is no longer its turn. */
    Future<Long> insert(SqlConnection tx, SessionId session, Feedback feedback) {
        return tx.preparedQuery("""
                        with earlier as (
                            delete from feedback
                            where prediction_id = $1 and verdict = $2 and human_label is not distinct from $3)
                        insert into feedback (prediction_id, verdict, human_label, created_at, session_id)
                        values ($1, $2, $3, $4, $5)
                        returning id
                        """)
                .execute(values(feedback).addString(session.value()))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    private static Tuple values(Feedback feedback) {
        Label label = feedback.label();
        return Tuple.of(
                feedback.prediction().value(),
                feedback.verdict().name(),
                label == null ? null : label.text(),
                PredictionStore.utc(feedback.createdAt()));
    }

    /** All that was said of a prediction, each thing when it was said last, newest first. */
    public Future<List<Feedback>> of(PredictionId id) {
        return pool.preparedQuery("""
                        select prediction_id, verdict, human_label, created_at
                        from feedback where prediction_id = $1 order by id desc
                        """).execute(Tuple.of(id.value())).map(FeedbackStore::list);
    }

    private static List<Feedback> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(FeedbackStore::feedback)
                .toList();
    }

    private static Feedback feedback(Row row) {
        String label = row.getString("human_label");
        return new Feedback(
                new PredictionId(row.getUUID("prediction_id")),
                Feedback.Verdict.valueOf(row.getString("verdict")),
                label == null ? null : new Label(label),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
