package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.labeling.LabelingTask.Guide;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what tasks are made of, from the tables of the prediction side. */
public final class TaskSourceStore {
    private final Pool pool;
    private final PhotoAddress address;

    public TaskSourceStore(Pool pool, PhotoAddress address) {
        this.pool = pool;
        this.address = address;
    }

    /** Empty when there is no such prediction any more, or none of its coins gave it a task. */
    Future<Optional<TaskSource>> find(PredictionId prediction) {
        return pool.preparedQuery("""
                        select p.id, l.stream, l.task_purpose, l.decided_at, p.created_at, p.model_version, p.label,
                               p.confidence, f.verdict, f.human_label, p.photo_key, p.photo_format,
                               exists (select 1 from photo_spool s where s.prediction_id = p.id) as spooled,
                               t.id is not null as delivered,
                               coalesce(t.state = 'closed', false)
                                   or exists (select 1 from shared_tasks s where s.prediction_id = p.id) as closed
                        from predictions p
                        join sampling_ledger l on l.prediction_id = p.id and l.task_purpose is not null
                        left join tasks t on t.id = p.id
                        left join lateral (select verdict, human_label from feedback
                                           where prediction_id = p.id order by id desc limit 1) f on true
                        where p.id = $1
                        """)
                .execute(Tuple.of(prediction.value()))
                .map(rows -> Rows.first(rows).map(this::source));
    }

    private TaskSource source(Row row) {
        PhotoFormat format = PhotoFormat.valueOf(row.getString("photo_format"));
        return new TaskSource(
                task(row, format),
                row.getOffsetDateTime("decided_at").toInstant(),
                ObjectKey.of(row.getString("photo_key")),
                format,
                row.getBoolean("spooled"),
                row.getBoolean("delivered"),
                row.getBoolean("closed"));
    }

    private LabelingTask task(Row row, PhotoFormat format) {
        var id = new TaskId(row.getUUID("id"));
        Purpose purpose = TaskFile.purpose(row.getString("task_purpose"));
        return new LabelingTask(
                id,
                SamplingStream.parse(row.getString("stream")),
                purpose,
                address.uri(id.prediction(), format),
                row.getOffsetDateTime("created_at").toInstant(),
                new ModelVersion(row.getInteger("model_version")),
                purpose.blind() ? null : guide(row));
    }

    private static Guide guide(Row row) {
        return new Guide(
                new Label(row.getString("label")), new Confidence(row.getDouble("confidence")), userLabel(row), null);
    }

    /** What the user said last counts: a correction can be taken back by a confirmation. */
    private static @Nullable Label userLabel(Row row) {
        boolean corrected = "CORRECTED".equals(row.getString("verdict"));
        return corrected ? new Label(row.getString("human_label")) : null;
    }
}
