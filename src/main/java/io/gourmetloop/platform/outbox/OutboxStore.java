package io.gourmetloop.platform.outbox;

import io.gourmetloop.platform.outbox.Attempt.Claim;
import io.gourmetloop.platform.outbox.Outcome.Settled;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code outbox}, from the relay's side. All times are the database's, so that servers whose clocks differ agree
 * on when a lease ends.
 */
final class OutboxStore {
    private final Pool pool;

    OutboxStore(Pool pool) {
        this.pool = pool;
    }

    /** The oldest messages that are due, for this relay alone until the lease ends; in order of arrival. */
    Future<List<Claim>> claim(String topic, int limit, Duration lease) {
        return pool.preparedQuery("""
                        update outbox
                        set leased_until = now() + $3 * interval '1 millisecond', attempts = attempts + 1
                        where id in (select id
                                     from outbox
                                     where state = 'open' and topic = $1 and next_attempt_at <= now()
                                       and (leased_until is null or leased_until <= now())
                                     order by next_attempt_at, id
                                     limit $2
                                     for update skip locked)
                        returning id, topic, key, payload, attempts, leased_until
                        """)
                .mapping(OutboxStore::claim)
                .execute(Tuple.of(topic, limit, lease.toMillis()))
                .map(rows -> rows.stream()
                        .sorted((a, b) -> Long.compare(a.id(), b.id()))
                        .toList());
    }

    /** One statement for all. A message whose lease ended in the meantime is another relay's and is left alone. */
    Future<Void> settle(List<Settled> all) {
        return pool.preparedQuery("""
                        update outbox o
                        set state = s.state,
                            finished_at = case when s.state = 'open' then null else now() end,
                            leased_until = null,
                            next_attempt_at = coalesce(now() + s.delay * interval '1 millisecond', o.next_attempt_at),
                            attempts = o.attempts - s.excused,
                            last_error = s.error
                        from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::bigint[], $5::integer[],
                                    $6::text[]) as s (id, leased_until, state, delay, excused, error)
                        where o.id = s.id and o.leased_until = s.leased_until
                        """)
                .execute(Tuple.of(
                        column(all, Long[]::new, one -> one.attempt().claim().id()),
                        column(
                                all,
                                OffsetDateTime[]::new,
                                one -> one.attempt().claim().leasedUntil()),
                        column(all, String[]::new, one -> one.outcome().state()),
                        column(all, Long[]::new, OutboxStore::delayMillis),
                        column(all, Integer[]::new, one -> one.outcome() == Outcome.POSTPONED ? 1 : 0),
                        column(all, String[]::new, one -> one.attempt().errorText())))
                .mapEmpty();
    }

    /** How many rows went; at most {@code limit}. */
    Future<Integer> deleteDone(Duration olderThan, int limit) {
        return pool.preparedQuery("""
                        delete from outbox
                        where id in (select id
                                     from outbox
                                     where state = 'done' and finished_at < now() - $1 * interval '1 millisecond'
                                     order by finished_at
                                     limit $2)
                        """)
                .execute(Tuple.of(olderThan.toMillis(), limit))
                .map(rows -> rows.rowCount());
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getLong("id"),
                new OutboxMessage(row.getString("topic"), row.getString("key"), row.getJsonObject("payload")),
                row.getInteger("attempts"),
                row.getOffsetDateTime("leased_until"));
    }

    private static <T> T[] column(List<Settled> all, IntFunction<T[]> array, Function<Settled, T> value) {
        return all.stream().map(value).toArray(array);
    }

    private static @Nullable Long delayMillis(Settled settled) {
        Duration delay = settled.delay();
        return delay == null ? null : delay.toMillis();
    }
}
