package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.outbox.Outbox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Table {@code placement_sweeps}, and the orders that follow from what happened since. Pages, each a transaction. */
public final class PlacementSweepStore {
    private static final int PAGE = 500;

    private final Pool pool;
    private final Outbox outbox;

    public PlacementSweepStore(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** The epoch before the first sweep of this name. */
    Future<Instant> sweptUntil(String name) {
        return pool.preparedQuery("select swept_until from placement_sweeps where name = $1")
                .execute(Tuple.of(name))
                .map(rows -> Rows.first(rows)
                        .map(row -> row.getOffsetDateTime("swept_until").toInstant())
                        .orElse(Instant.EPOCH));
    }

    Future<Void> swept(String name, Instant until) {
        return pool.preparedQuery("""
                        insert into placement_sweeps (name, swept_until) values ($1, $2)
                        on conflict (name) do update set swept_until = excluded.swept_until
                        """).execute(Tuple.of(name, Rows.utc(until))).mapEmpty();
    }

    /** Orders a placement for all that users said in this time; answers how many. */
    Future<Integer> orderAfterFeedback(Instant since, Instant until) {
        return afterFeedback(since, 0, until, 0);
    }

    private Future<Integer> afterFeedback(Instant since, long afterId, Instant until, int before) {
        String page = """
                select id, prediction_id, created_at from feedback
                where (created_at, id) > ($1, $2) and created_at < $3
                order by created_at, id limit $4
                """;
        var range = Tuple.of(Rows.utc(since), afterId, Rows.utc(until), PAGE);
        return order(page, range, PlacementSweepStore::afterFeedback)
                .compose(rows -> rows.size() < PAGE
                        ? Future.succeededFuture(before + rows.size())
                        : afterFeedback(
                                last(rows).getOffsetDateTime("created_at").toInstant(),
                                last(rows).getLong("id"),
                                until,
                                before + rows.size()));
    }

    private static PlacementOrder afterFeedback(Row row) {
        return PlacementOrder.afterFeedback(new PredictionId(row.getUUID("prediction_id")), row.getLong("id"));
    }

    /** Orders a placement for each sure answer of this time that got no task; answers how many. */
    Future<Integer> orderAfterWaiting(Instant since, Instant until, double confidence) {
        return afterWaiting(Rows.firstIdAt(since), Rows.firstIdAt(until), confidence, 0);
    }

    private Future<Integer> afterWaiting(UUID after, UUID until, double confidence, int before) {
        String page = """
                select id from predictions p
                where id > $1 and id < $2 and confidence >= $3
                  and not exists (select 1 from sampling_ledger l
                                  where l.prediction_id = p.id and l.task_purpose is not null)
                order by id limit $4
                """;
        return order(page, Tuple.of(after, until, confidence, PAGE), PlacementSweepStore::afterWaiting)
                .compose(rows -> rows.size() < PAGE
                        ? Future.succeededFuture(before + rows.size())
                        : afterWaiting(last(rows).getUUID("id"), until, confidence, before + rows.size()));
    }

    private static PlacementOrder afterWaiting(Row row) {
        return PlacementOrder.afterWaiting(new PredictionId(row.getUUID("id")));
    }

    private Future<List<Row>> order(String page, Tuple range, Function<Row, PlacementOrder> order) {
        return pool.withTransaction(tx -> tx.preparedQuery(page)
                .execute(range)
                .map(rows -> Rows.all(rows, row -> row))
                .compose(rows -> enqueue(tx, rows.stream().map(order).toList()).map(rows)));
    }

    private Future<Void> enqueue(SqlConnection tx, List<PlacementOrder> orders) {
        return Future.join(orders.stream()
                        .map(order -> outbox.enqueue(tx, order.toMessage()))
                        .toList())
                .mapEmpty();
    }

    private static Row last(List<Row> rows) {
        return rows.get(rows.size() - 1);
    }
}
