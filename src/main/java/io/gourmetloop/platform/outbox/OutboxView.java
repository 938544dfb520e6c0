package io.gourmetloop.platform.outbox;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator sees of the outbox, and can do about it. */
public final class OutboxView {
    private final Pool pool;
    private final Outbox outbox;

    public OutboxView(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    public Future<OutboxBacklog> backlog() {
        return pool.query("""
                        select topic,
                               count(*) filter (where state = 'open') as open,
                               count(*) filter (where state = 'dead') as dead,
                               extract(epoch from now() - min(created_at) filter (where state = 'open'))::double precision
                                   as oldest_seconds
                        from outbox
                        where state = 'open' or state = 'dead'
                        group by topic
                        order by topic
                        """)
                .mapping(OutboxView::topic)
                .execute()
                .map(rows -> new OutboxBacklog(rows.stream().toList()));
    }

    /** Oldest first. */
    public Future<List<DeadMessage>> dead(int limit) {
        return pool.preparedQuery("""
                        select id, topic, key, attempts, created_at, last_error
                        from outbox
                        where state = 'dead'
                        order by id
                        limit $1
                        """)
                .mapping(OutboxView::dead)
                .execute(Tuple.of(limit))
                .map(rows -> rows.stream().toList());
    }

    /** Opens a dead message again, with all its attempts. Fails with NOT_FOUND when there is no such dead message. */
    public Future<Void> replay(long id) {
        return replay("id = $1", Tuple.of(id))
                .compose(count -> count == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(new Failure(ErrorCode.NOT_FOUND, "There is no dead delivery " + id)));
    }

    /** Opens all dead messages of a topic again; how many they were. */
    public Future<Integer> replayAll(String topic) {
        return replay("topic = $1", Tuple.of(topic));
    }

    private Future<Integer> replay(String which, Tuple values) {
        return pool.preparedQuery("""
                        update outbox
                        set state = 'open', attempts = 0, next_attempt_at = now(), finished_at = null
                        where state = 'dead' and %s
                        returning topic
                        """.formatted(which))
                .execute(values)
                .onSuccess(this::hint)
                .map(RowSet::rowCount);
    }

    private void hint(RowSet<Row> rows) {
        rows.stream().map(row -> row.getString("topic")).distinct().forEach(outbox::hint);
    }

    private static OutboxBacklog.Topic topic(Row row) {
        return new OutboxBacklog.Topic(
                row.getString("topic"), row.getLong("open"), row.getLong("dead"), age(row.getDouble("oldest_seconds")));
    }

    private static @Nullable Duration age(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofMillis(Math.max(0, Math.round(seconds * 1e3)));
    }

    private static DeadMessage dead(Row row) {
        return new DeadMessage(
                row.getLong("id"),
                row.getString("topic"),
                row.getString("key"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("last_error"));
    }
}
