package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.TaskId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Tables {@code content_tasks} and {@code shared_tasks}: which task stands for a content, and for which images. */
public final class SharedTaskStore {
    private final Pool pool;

    public SharedTaskStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The task that stands for the content of this one: the first that asked, of any number at once, or a blind one in
     * place of a guided one. A blind task never gets the answer of a guided one.
     */
    Future<TaskId> ofContent(TaskSource source) {
        return pool.preparedQuery("""
                        insert into content_tasks as c (content, task_id, blind)
                        select photo_sha256, id, $2 from predictions where id = $1
                        on conflict (content) do update
                            set task_id = case when excluded.blind and not c.blind then excluded.task_id
                                               else c.task_id end,
                                blind = c.blind or excluded.blind
                        returning task_id
                        """)
                .execute(Tuple.of(
                        source.task().id().value(), source.task().purpose().blind()))
                .map(rows -> new TaskId(rows.iterator().next().getUUID("task_id")));
    }

    Future<Void> share(SqlConnection tx, TaskId task, PredictionId image, Instant now) {
        return tx.preparedQuery("""
                        insert into shared_tasks (prediction_id, task_id, shared_at) values ($1, $2, $3)
                        on conflict (prediction_id) do nothing
                        """)
                .execute(Tuple.of(image.value(), task.value(), Rows.utc(now)))
                .mapEmpty();
    }

    /** Images that share the task, without the one that it was made of. */
    Future<List<PredictionId>> images(SqlConnection tx, TaskId task) {
        return tx.preparedQuery("select prediction_id from shared_tasks where task_id = $1 order by prediction_id")
                .execute(Tuple.of(task.value()))
                .map(rows -> Rows.all(rows, row -> new PredictionId(row.getUUID("prediction_id"))));
    }
}
