package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.labeling.MajorityVote.Decision;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/**
 * Table {@code ground_truth}: what the annotators of a task hold together, by image: that of the task, and those that share
 * it. Without a row it is undecided.
 */
public final class GroundTruthStore {
    Future<Optional<Decision>> find(SqlConnection tx, TaskId task) {
        return tx.preparedQuery("select outcome, label, votes from ground_truth where task_id = $1")
                .execute(Tuple.of(task.value()))
                .map(rows -> Rows.first(rows).map(GroundTruthStore::read));
    }

    private static Decision read(Row row) {
        return new Decision(
                AnnotationStore.opinion(row.getString("outcome"), row.getString("label")), row.getInteger("votes"));
    }

    /** {@code decided_at} stays the time of the first decision, {@code updated_at} is that of the last change. */
    Future<Void> put(SqlConnection tx, TaskId task, Decision decision, Instant now) {
        Label label = decision.opinion().label();
        return tx.preparedQuery("""
                        insert into ground_truth (task_id, outcome, label, votes, decided_at, updated_at)
                        select image, $2, $3, $4, $5, $5
                        from (select $1::uuid as image
                              union all
                              select prediction_id from shared_tasks where task_id = $1) images
                        on conflict (task_id) do update
                            set outcome = excluded.outcome, label = excluded.label, votes = excluded.votes,
                                updated_at = excluded.updated_at
                        """)
                .execute(Tuple.of(
                        task.value(),
                        decision.opinion().outcome().text(),
                        label == null ? null : label.text(),
                        decision.votes(),
                        Rows.utc(now)))
                .mapEmpty();
    }

    Future<Void> delete(SqlConnection tx, TaskId task) {
        return tx.preparedQuery("""
                        delete from ground_truth
                        where task_id = $1
                           or task_id in (select prediction_id from shared_tasks where task_id = $1)
                        """).execute(Tuple.of(task.value())).mapEmpty();
    }

    /** Gives an image that shares the task what is decided by now; answers whether something is. */
    Future<Boolean> copy(SqlConnection tx, TaskId task, PredictionId image, Instant now) {
        return tx.preparedQuery("""
                        insert into ground_truth (task_id, outcome, label, votes, decided_at, updated_at)
                        select $2, outcome, label, votes, $3, $3 from ground_truth where task_id = $1
                        on conflict (task_id) do nothing
                        """)
                .execute(Tuple.of(task.value(), image.value(), Rows.utc(now)))
                .map(rows -> rows.rowCount() == 1);
    }
}
