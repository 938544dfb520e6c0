package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Promises once more the tasks of chosen images that have neither arrived nor are on their way. Coins are thrown, and
 * tasks promised, in the transaction of each prediction, so there is nothing to find here unless somebody took messages
 * or tasks away by hand, or restored a database without its outbox. Messages that were given up are left to people.
 */
public final class SamplingSweep implements Job {
    private static final Duration LOOKED_BACK = Duration.ofDays(90);
    /** A younger one may still be delivered for the first time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int PAGE = 500;

    private final Pool pool;
    private final Outbox outbox;
    private final Schedule schedule;
    private final Clock clock;

    public SamplingSweep(Pool pool, Outbox outbox, Schedule schedule, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.schedule = schedule;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sampling-sweep";
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public Future<String> run() {
        return promise(0).map(count -> count + " tasks of chosen images promised again");
    }

    private Future<Integer> promise(int before) {
        return pool.withTransaction(tx -> missing(tx).compose(images -> promise(tx, images)))
                .compose(count -> count < PAGE ? Future.succeededFuture(before + count) : promise(before + count));
    }

    private Future<List<PredictionId>> missing(SqlConnection tx) {
        return tx.preparedQuery("""
                        select l.prediction_id
                        from sampling_ledger l
                        where l.task_purpose is not null
                          and l.prediction_id > $1 and l.prediction_id < $2 and l.decided_at < $3
                          and not exists (select 1 from tasks t where t.id = l.prediction_id)
                          and not exists (select 1 from shared_tasks s where s.prediction_id = l.prediction_id)
                          and not exists (select 1 from outbox o
                                          where o.topic = $4 and o.key = l.prediction_id::text)
                        order by l.prediction_id
                        limit $5
                        """)
                .execute(Tuple.of(
                        Rows.firstIdAt(clock.instant().minus(LOOKED_BACK)),
                        Rows.firstIdAt(clock.instant().minus(PATIENCE)),
                        Rows.utc(clock.instant().minus(PATIENCE)),
                        TaskRequest.TOPIC,
                        PAGE))
                .map(rows -> Rows.all(rows, row -> new PredictionId(row.getUUID("prediction_id"))));
    }

    private Future<Integer> promise(SqlConnection tx, List<PredictionId> images) {
        return Future.join(images.stream()
                        .map(image -> outbox.enqueue(
                                tx,
                                new OutboxMessage(
                                        TaskRequest.TOPIC,
                                        TaskRequest.first(image).key(),
                                        new JsonObject())))
                        .toList())
                .map(images.size());
    }
}
