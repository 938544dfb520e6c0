package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.LoopFigures.TaskCount;
import io.gourmetloop.loop.monitoring.Stratum.Confidences;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What the ledger and the annotators know about answers, grouped by the database; and whose labels changed. */
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

    /** Counts the blind tasks of the ids from {@code from} on and before {@code to}, and finds the cut. */
    Future<Closing> closing(
            SqlConnection tx, ModelVersion version, PredictionId from, PredictionId to, double closedShare) {
        return tx.preparedQuery("""
                        with counted as (
                            select l.prediction_id as id,
                                   row_number() over w as tasks,
                                   count(g.task_id) over w as closed
                            from sampling_ledger l
                            left join ground_truth g on g.task_id = l.prediction_id
                            where l.model_version = $1 and l.task_purpose = 'evaluation'
                              and l.prediction_id >= $2 and l.prediction_id < $3
                            window w as (order by l.prediction_id)
                        ), usable as (
                            select coalesce(max(tasks), 0) as tasks from counted where closed >= $4::float8 * tasks - 1e-9
                        )
                        select coalesce(max(counted.tasks), 0) as tasks,
                               coalesce(max(counted.closed), 0) as closed,
                               (select id from counted, usable where counted.tasks = usable.tasks + 1) as cut
                        from counted
                        """)
                .execute(Tuple.of(version.number(), from.value(), to.value(), closedShare))
                .map(LabelStore::closing);
    }

    private static Closing closing(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        UUID cut = row.getUUID("cut");
        return new Closing(row.getLong("tasks"), row.getLong("closed"), cut == null ? null : new PredictionId(cut));
    }

    /** Labels of blind tasks, in as many strata as there are different coins: few, unless a cap moved the rates. */
    Future<List<Stratum>> blindStrata(SqlConnection tx, ModelVersion version, PredictionId from, PredictionId to) {
        return tx.preparedQuery("""
                        select p.role,
                               random.probability as random,
                               coalesce(low.probability, 0) as low_confidence,
                               coalesce(flag.probability, 0) as flag,
                               random.chosen as chosen_at_random,
                               case when g.outcome <> 'label' then 'UNDECIDED'
                                    when g.label = p.label then 'RIGHT'
                                    else 'WRONG' end as outcome,
                               count(*) as n,
                               sum(p.confidence) as confidence_sum,
                               sum(p.confidence * p.confidence) as squares_sum
                        from sampling_ledger task
                        join ground_truth g on g.task_id = task.prediction_id and g.outcome <> 'skipped'
                        join predictions p on p.id = task.prediction_id
                        join sampling_ledger random on random.prediction_id = p.id and random.stream = 'random'
                        left join sampling_ledger low on low.prediction_id = p.id and low.stream = 'low_confidence'
                        left join sampling_ledger flag on flag.prediction_id = p.id and flag.stream = 'user_feedback'
                        where task.model_version = $1 and task.task_purpose = 'evaluation'
                          and task.prediction_id >= $2 and task.prediction_id < $3
                        group by 1, 2, 3, 4, 5, 6
                        """)
                .execute(Tuple.of(version.number(), from.value(), to.value()))
                .map(rows -> list(rows, LabelStore::stratum));
    }

    private static Stratum stratum(Row row) {
        return new Stratum(
                Role.valueOf(row.getString("role")),
                row.getDouble("random"),
                row.getDouble("low_confidence"),
                row.getDouble("flag"),
                row.getBoolean("chosen_at_random"),
                Outcome.valueOf(row.getString("outcome")),
                new Confidences(row.getLong("n"), row.getDouble("confidence_sum"), row.getDouble("squares_sum")));
    }

    /** Labels with a class, blind and guided, by the stream that carried the task. */
    Future<Map<SamplingStream, Tally>> labels(
            SqlConnection tx, ModelVersion version, PredictionId from, PredictionId to) {
        return tx.preparedQuery("""
                        select task.stream, count(*) as labels, count(*) filter (where g.label = p.label) as right_answers
                        from sampling_ledger task
                        join ground_truth g on g.task_id = task.prediction_id and g.outcome = 'label'
                        join predictions p on p.id = task.prediction_id
                        where task.model_version = $1 and task.task_purpose is not null
                          and task.prediction_id >= $2 and task.prediction_id < $3
                        group by 1
                        """)
                .execute(Tuple.of(version.number(), from.value(), to.value()))
                .map(LabelStore::tallies);
    }

    private static Map<SamplingStream, Tally> tallies(RowSet<Row> rows) {
        Map<SamplingStream, Tally> tallies = new EnumMap<>(SamplingStream.class);
        rows.forEach(row -> tallies.put(
                SamplingStream.parse(row.getString("stream")),
                new Tally(row.getLong("labels"), row.getLong("right_answers"))));
        return tallies;
    }

    /** Tasks that wait in the annotators' queue, and those closed of answers since {@code closedSince}. */
    Future<List<TaskCount>> taskCounts(SqlClient client, Instant closedSince) {
        return client.preparedQuery("""
                        select stream, 'open' as state, count(*) as tasks from tasks where state = 'open' group by 1
                        union all
                        select l.stream,
                               case g.outcome when 'label' then 'labelled' when 'skipped' then 'skipped'
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
