package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.LoopFigures.TaskCount;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Whose labels changed, and how many tasks wait. */
final class LabelStore {
    /** An image whose ground truth or flag changed. */
    record Changed(ModelVersion version, Instant answeredAt) {}

    /**
     * Takes the images that changed since the last call; they come back if the transaction fails. An erased image is left
     * out: its figures stay as they were.
     */
    Future<List<Changed>> takeChanges(SqlConnection tx) {
        return tx.query("""
                        with taken as (delete from estimate_changes returning prediction_id)
                        select id, model_version from predictions where id in (select prediction_id from taken)
                        """)
                .execute()
                .map(rows -> list(
                        rows,
                        row -> new Changed(
                                new ModelVersion(row.getInteger("model_version")),
                                new PredictionId(row.getUUID("id")).createdAt())));
    }

    /** Tasks that wait in the annotators' queue, and those closed of answers since {@code closedSince}. */
    Future<List<TaskCount>> taskCounts(SqlClient client, Instant closedSince) {
        return client.preparedQuery("""
                        select stream, 'open' as state, count(*) as tasks from tasks where state = 'open' group by 1
                        union all
                        select l.stream,
                               case g.outcome when 'label' then 'labeled' when 'skipped' then 'skipped'
                                              else 'undecided' end,
                               count(*)
                        from sampling_ledger l
                        join ground_truth g on g.task_id = l.prediction_id
                        where l.task_purpose is not null and l.prediction_id >= $1
                        group by 1, 2
                        """)
                .execute(Tuple.of(PredictionId.firstAt(closedSince).value()))
                .map(rows -> list(
                        rows,
                        row -> new TaskCount(
                                SamplingStream.parse(row.getString("stream")),
                                row.getString("state"),
                                row.getLong("tasks"))));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
