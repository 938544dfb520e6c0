package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Labeling as the console sees it. */
public final class LabelingView {
    private final Pool pool;

    public LabelingView(Pool pool) {
        this.pool = pool;
    }

    /** State of an image on its way to a label; without a task it is NEW. */
    public enum ImageState {
        NEW,
        SAMPLED,
        IN_LABELING,
        LABELED,
        /** Its task is closed without a label: a bad image, or nobody can or wants to tell. */
        REJECTED
    }

    public record StreamCount(SamplingStream stream, ImageState state, long images) {}

    /** An annotation of any source; one that was taken back is not among them. */
    public record AnnotationEntry(
            String annotator,
            Opinion opinion,
            @Nullable String note,
            @Nullable Double leadTime,
            Instant createdAt,
            Instant updatedAt) {}

    /** Images by the stream that carries their task, and by state; combinations without any are left out. */
    public Future<List<StreamCount>> labelsByStreamAndState() {
        return pool.query("""
                        select stream, state, count(*) as images
                        from task_states
                        group by stream, state
                        order by stream, state
                        """).execute().map(rows -> Rows.all(rows, LabelingView::count));
    }

    private static StreamCount count(Row row) {
        return new StreamCount(
                SamplingStream.parse(row.getString("stream")),
                ImageState.valueOf(row.getString("state")),
                row.getLong("images"));
    }

    /** What people said of an image, oldest first. */
    public Future<List<AnnotationEntry>> annotationsOf(PredictionId prediction) {
        return pool.preparedQuery("""
                        select annotator, outcome, label, note, lead_time, created_at, updated_at
                        from annotations
                        where task_id = coalesce((select task_id from shared_tasks where prediction_id = $1), $1)
                          and deleted_at is null
                        order by created_at, id
                        """)
                .execute(Tuple.of(TaskId.of(prediction).value()))
                .map(rows -> Rows.all(rows, LabelingView::annotation));
    }

    private static AnnotationEntry annotation(Row row) {
        return new AnnotationEntry(
                row.getString("annotator"),
                AnnotationStore.opinion(row.getString("outcome"), row.getString("label")),
                row.getString("note"),
                row.getDouble("lead_time"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
