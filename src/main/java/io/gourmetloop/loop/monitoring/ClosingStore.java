package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.PredictionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the blind tasks of a span are done, and where its figures have to be cut. Hours are told by their counts; tasks
 * are looked at one by one only in the hour in which the cut lies.
 */
final class ClosingStore {
    /** Sums of shares that are equal in decimals. */
    private static final double ROUNDING = 1e-9;

    private static final String HOURS = """
            select 2 as part, hour, blind_tasks as tasks, blind_closed as closed from answer_hours
            where model_version = $1 and hour >= $2 and hour < $3
            order by 1, 2
            """;
    private static final String EDGES_AND_HOURS = """
            select 1 as part, null::timestamptz as hour, count(*) as tasks, count(g.task_id) as closed
            from sampling_ledger l left join ground_truth g on g.task_id = l.prediction_id
            where l.model_version = $1 and l.task_purpose = 'evaluation'
              and l.prediction_id >= $4 and l.prediction_id < $5
            union all
            select 3, null, count(*), count(g.task_id)
            from sampling_ledger l left join ground_truth g on g.task_id = l.prediction_id
            where l.model_version = $1 and l.task_purpose = 'evaluation'
              and l.prediction_id >= $6 and l.prediction_id < $7
            union all
            """ + HOURS;

    private final double closedShare;

    ClosingStore(double closedShare) {
        this.closedShare = closedShare;
    }

    Future<Closing> closing(SqlClient client, Span span) {
        return pieces(client, span)
                .compose(pieces -> pieces.isEmpty()
                        ? Future.succeededFuture(new Closing(0, 0, null))
                        : closing(client, pieces, pieces.get(pieces.size() - 1)));
    }

    private Future<Closing> closing(SqlClient client, List<Piece> pieces, Piece last) {
        long tasks = last.tasksAfter();
        long closed = last.closedAfter();
        return enough(tasks, closed)
                ? Future.succeededFuture(new Closing(tasks, closed, null))
                : cut(client, pieces, pieces.size() - 1).map(cut -> new Closing(tasks, closed, cut));
    }

    private boolean enough(long tasks, long closed) {
        return closed >= closedShare * tasks - ROUNDING;
    }

    /** A part of the span, with its counts and those of all that lies before it. */
    private record Piece(Span span, long tasks, long closed, long tasksBefore, long closedBefore) {
        long tasksAfter() {
            return tasksBefore + tasks;
        }

        long closedAfter() {
            return closedBefore + closed;
        }
    }

    /** The edges and the hours, in order of time. */
    private static Future<List<Piece>> pieces(SqlClient client, Span span) {
        return client.preparedQuery(span.aligned() ? HOURS : EDGES_AND_HOURS)
                .execute(span.values())
                .map(rows -> pieces(span, rows));
    }

    private static List<Piece> pieces(Span span, RowSet<Row> rows) {
        List<Piece> pieces = new ArrayList<>();
        long tasks = 0;
        long closed = 0;
        for (Row row : rows) {
            Piece piece = new Piece(part(span, row), row.getLong("tasks"), row.getLong("closed"), tasks, closed);
            tasks = piece.tasksAfter();
            closed = piece.closedAfter();
            pieces.add(piece);
        }
        return pieces;
    }

    private static Span part(Span span, Row row) {
        return switch (row.getInteger("part")) {
            case 1 -> span.head();
            case 2 -> hour(span, row);
            default -> span.tail();
        };
    }

    private static Span hour(Span span, Row row) {
        Hour hour = new Hour(span.version(), row.getOffsetDateTime("hour").toInstant());
        return new Span(span.version(), hour.firstId(), hour.beyond());
    }

    /** Looks for the cut from the newest piece back. */
    private Future<PredictionId> cut(SqlClient client, List<Piece> pieces, int index) {
        Piece piece = pieces.get(index);
        return mayHoldTheCut(piece)
                ? cutIn(client, piece)
                        .compose(found ->
                                found.map(Future::succeededFuture).orElseGet(() -> cut(client, pieces, index - 1)))
                : cut(client, pieces, index - 1);
    }

    /** Whether enough could be closed somewhere in it: at its start, or after all its closed tasks if those came first. */
    private boolean mayHoldTheCut(Piece piece) {
        return piece.tasks > 0
                && (enough(piece.tasksBefore, piece.closedBefore)
                        || enough(piece.tasksBefore + piece.closed, piece.closedAfter()));
    }

    /** The first task after the last one up to which enough are closed. */
    private Future<Optional<PredictionId>> cutIn(SqlClient client, Piece piece) {
        return client.preparedQuery("""
                        with counted as (
                            select l.prediction_id as id, row_number() over w as tasks, count(g.task_id) over w as closed
                            from sampling_ledger l
                            left join ground_truth g on g.task_id = l.prediction_id
                            where l.model_version = $1 and l.task_purpose = 'evaluation'
                              and l.prediction_id >= $2 and l.prediction_id < $3
                            window w as (order by l.prediction_id)
                        ), positions as (
                            select 0 as tasks, 0 as closed union all select tasks, closed from counted
                        ), usable as (
                            select max(tasks) as tasks from positions
                            where $5 + closed >= $6::float8 * ($4 + tasks) - $7::float8
                        )
                        select id from counted, usable where counted.tasks = usable.tasks + 1
                        """)
                .execute(Tuple.of(
                                piece.span.version().number(),
                                piece.span.from().value(),
                                piece.span.to().value(),
                                piece.tasksBefore,
                                piece.closedBefore,
                                closedShare)
                        .addDouble(ROUNDING))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(new PredictionId(rows.iterator().next().getUUID("id"))));
    }
}
