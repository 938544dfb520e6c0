package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.TaskId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code annotations}. Rows are never deleted: what was withdrawn has a time of deletion. */
public final class AnnotationStore {
    private static final String SELECT = """
            select source, id, task_id, annotator, outcome, label, note, lead_time, created_at, updated_at, deleted_at
            from annotations
            """;

    private final Pool pool;

    public AnnotationStore(Pool pool) {
        this.pool = pool;
    }

    enum Change {
        ADDED,
        CHANGED,
        /** Known already, in this state or a newer one. */
        NONE
    }

    /** The newer state of an annotation wins; an annotation never moves to another task. */
    Future<Change> keep(SqlConnection tx, Annotation annotation) {
        return tx.preparedQuery("""
                        insert into annotations (source, id, task_id, annotator, outcome, label, note, lead_time, created_at,
                                                 updated_at, deleted_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                        on conflict (source, id) do update
                            set annotator = excluded.annotator, outcome = excluded.outcome, label = excluded.label,
                                note = excluded.note, lead_time = excluded.lead_time, updated_at = excluded.updated_at,
                                deleted_at = excluded.deleted_at
                            where annotations.updated_at < excluded.updated_at
                              and annotations.task_id = excluded.task_id
                        returning xmax = 0 as added
                        """).execute(tuple(annotation)).map(AnnotationStore::change);
    }

    private static Change change(RowSet<Row> rows) {
        return Rows.first(rows)
                .map(row -> row.getBoolean("added") ? Change.ADDED : Change.CHANGED)
                .orElse(Change.NONE);
    }

    private static Tuple tuple(Annotation annotation) {
        Label label = annotation.opinion().label();
        return Tuple.of(
                annotation.id().source(),
                annotation.id().id(),
                annotation.task().value(),
                annotation.annotator(),
                annotation.opinion().outcome().text(),
                label == null ? null : label.text(),
                annotation.note(),
                annotation.leadTime(),
                Rows.utc(annotation.createdAt()),
                Rows.utc(annotation.updatedAt()),
                annotation.withdrawn() ? Rows.utc(annotation.updatedAt()) : null);
    }

    Future<List<Annotation>> ofTask(SqlConnection tx, TaskId task) {
        return tx.preparedQuery(SELECT + "where task_id = $1")
                .execute(Tuple.of(task.value()))
                .map(rows -> Rows.all(rows, AnnotationStore::read));
    }

    Future<Optional<Annotation>> find(AnnotationId id) {
        return pool.preparedQuery(SELECT + "where source = $1 and id = $2")
                .execute(Tuple.of(id.source(), id.id()))
                .map(rows -> Rows.first(rows).map(AnnotationStore::read));
    }

    /** The task that an annotation belongs to for ever. */
    Future<Optional<TaskId>> taskOf(SqlConnection tx, AnnotationId id) {
        return tx.preparedQuery("select task_id from annotations where source = $1 and id = $2")
                .execute(Tuple.of(id.source(), id.id()))
                .map(rows -> Rows.first(rows).map(row -> new TaskId(row.getUUID("task_id"))));
    }

    static Annotation read(Row row) {
        OffsetDateTime deletedAt = row.getOffsetDateTime("deleted_at");
        return new Annotation(
                new AnnotationId(row.getString("source"), row.getString("id")),
                new TaskId(row.getUUID("task_id")),
                row.getString("annotator"),
                opinion(row.getString("outcome"), row.getString("label")),
                row.getString("note"),
                row.getDouble("lead_time"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                deletedAt != null);
    }

    static Opinion opinion(String outcome, @Nullable String label) {
        return new Opinion(Outcome.parse(outcome), label == null ? null : new Label(label));
    }
}
