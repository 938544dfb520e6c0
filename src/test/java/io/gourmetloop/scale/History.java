package io.gourmetloop.scale;

import static java.util.concurrent.TimeUnit.MINUTES;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.testing.Backing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Rows of a production of 30 days, made by the database itself: eleven classes, coins of the random and the low-confidence
 * stream for every answer, a task for each chosen one, a label for each task of those that annotators have come to.
 */
final class History implements AutoCloseable {
    static final int DAYS = 30;
    private static final int CHUNK = 250_000;

    private final Vertx vertx = Vertx.vertx();
    private final Instant end;
    final Database database;

    History(Instant end) {
        this.end = end;
        Backing.execute("alter system set max_wal_size = '4GB'");
        Backing.execute("alter system set synchronous_commit = off");
        Backing.execute("select pg_reload_conf()");
        this.database = await(Database.open(vertx, Backing.database()));
        query("insert into sampling_salts (id, salt) values ('s', 'salt')");
        query("""
                insert into model_versions (number, name, sha256, labels, manifest)
                select v, 'generated', v::text,
                       array['Bread', 'Dairy', 'Dessert', 'Egg', 'Fried food', 'Meat', 'Noodles', 'Rice', 'Seafood', 'Soup',
                             'Vegetable'], '{"temperature": 1}'
                from generate_series(1, 2) v""");
        query(
                "insert into model_aliases (alias, version, activated_by, activated_at) values ('production', 1, 'bench', $1)",
                Tuple.of(start().atOffset(ZoneOffset.UTC)));
    }

    Instant start() {
        return end.minusSeconds(DAYS * 86_400L);
    }

    /** Shares of answers that the coins choose, and of tasks that are labeled, oldest first. */
    record Rates(double random, double low, double labeled) {}

    void fill(int answers, Rates rates) {
        Duration all = Duration.between(start(), end);
        for (int from = 0; from < answers; from += CHUNK) {
            int to = Math.min(answers, from + CHUNK);
            answer(at(all, from, answers), at(all, to, answers), to - from);
        }
        query("analyze predictions");
        throwCoins(rates, start());
        label(rates.labeled);
        for (String table : List.of("predictions", "sampling_ledger", "ground_truth", "tasks")) {
            query("vacuum (analyze) " + table);
        }
    }

    private Instant at(Duration all, long part, long of) {
        return start().plusMillis(all.toMillis() / of * part);
    }

    /** A minute of answers after the end, and labels that changed: of the newest that there are, and one that is days old. */
    void goOn(int answers, Rates rates, int labels) {
        answer(end, end.plusSeconds(60), answers);
        throwCoins(rates, end);
        query("""
                update ground_truth set votes = votes + 1
                where task_id in (select task_id from ground_truth order by task_id desc limit %d)
                   or task_id = (select task_id from ground_truth order by task_id offset 500 limit 1)
                """.formatted(labels));
    }

    /** Answers evenly over the time; the confidence is skewed to the sure, and is right as often as it says. */
    private void answer(Instant from, Instant to, int count) {
        query("""
                with answers as (
                    select i, $1::timestamptz + ($2::timestamptz - $1::timestamptz) * (i::float8 / $3) as at,
                           1 + floor(random() * random() * 11)::int as class, 0.25 + 0.75 * sqrt(random()) as confidence
                    from generate_series(0, $3::int - 1) i
                )
                insert into predictions (id, created_at, session_id, model_version, label, label_index, confidence,
                                         probabilities, entropy, margin, role, photo_key, photo_format, photo_sha256,
                                         photo_width, photo_height)
                select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                        || lpad(to_hex((random() * 4095)::int), 3, '0') || '8' || lpad(to_hex((random() * 4095)::int), 3, '0')
                        || lpad(to_hex((random() * 281474976710655)::bigint), 12, '0'))::uuid,
                       at, 'session-' || i % 100000, 1 + (i % 50 = 0)::int, v.labels[class], class - 1, confidence,
                       array_fill((1 - confidence) / 10, array[class - 1]) || confidence
                           || array_fill((1 - confidence) / 10, array[11 - class]),
                       0.5, 0.5, case when random() < 0.4 then 'EVAL' else 'TRAIN' end,
                       'production/class_07/' || i || '.jpg', 'JPEG', '\\x00'::bytea, 640, 480
                from answers, (select labels from model_versions where number = 1) v
                """, Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), count));
    }

    private void throwCoins(Rates rates, Instant since) {
        query("""
                with coins as (
                    select id, created_at, model_version, role, confidence < 0.7 as unsure, random() as r, random() as l
                    from predictions where created_at >= $3
                ), rows as (
                    select c.*, 'random' as stream, $1::float8 as probability, r as coin, r < $1 as chosen,
                           case when r < $1 then 'evaluation' end as task
                    from coins c
                    union all
                    select c.*, 'low_confidence', case when unsure then $2::float8 else 0 end, l, unsure and l < $2,
                           case when unsure and l < $2 and r >= $1 then
                               case role when 'EVAL' then 'evaluation' else 'train' end end
                    from coins c
                )
                insert into sampling_ledger (prediction_id, stream, probability, coin, chosen, task_purpose, policy, salt_id,
                                             model_version, decided_at)
                select id, stream, probability, coin, chosen, task, 'generated', 's', model_version, created_at from rows
                """, Tuple.of(rates.random, rates.low, since.atOffset(ZoneOffset.UTC)));
    }

    private void label(double share) {
        query("""
                insert into tasks (id, stream, purpose, arrived_at, delivered_at, task_key, photo_key)
                select prediction_id, stream, task_purpose, decided_at, decided_at, 'task', 'photo'
                from sampling_ledger where task_purpose is not null
                """);
        query("""
                insert into ground_truth (task_id, outcome, label, votes, decided_at, updated_at)
                select id, 'label', case when random() < confidence then label else
                       (array['Bread', 'Dairy', 'Dessert', 'Egg', 'Meat', 'Rice', 'Soup'])[1 + (random() * 6)::int] end, 1,
                       arrived_at, arrived_at
                from (select t.id, t.arrived_at, p.label, p.confidence,
                             row_number() over (order by t.id) <= $1::float8 * count(*) over () as done
                      from tasks t join predictions p on p.id = t.id) queue
                where done
                """, Tuple.of(share));
        query("update tasks set state = 'closed' where id in (select task_id from ground_truth)");
    }

    private void query(String sql) {
        query(sql, Tuple.tuple());
    }

    /** Without the time limit of the server's statements: none of its own makes months of rows. */
    private void query(String sql, Tuple values) {
        await(database.pool()
                .withConnection(connection -> connection
                        .query("set statement_timeout = 0")
                        .execute()
                        .compose(ready -> connection.preparedQuery(sql).execute(values))
                        .eventually(() ->
                                connection.query("reset statement_timeout").execute())));
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(60, MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
