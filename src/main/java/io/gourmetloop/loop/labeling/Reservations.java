package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.TaskId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who is at which task. A reservation lasts some minutes, and every look at the task renews it, so that two people do not
 * label the same photo by accident and a closed browser holds nothing back.
 */
public final class Reservations {
    /** Longer than an annotation takes to be written, short enough for the patience of who lost it to a crash. */
    private static final Duration ANSWERING = Duration.ofSeconds(30);

    private final Pool pool;
    private final Duration lifetime;
    private final Clock clock;

    public Reservations(Pool pool, LabelingConfig config, Clock clock) {
        this.pool = pool;
        this.lifetime = config.reservation();
        this.clock = clock;
    }

    /** A task that is held for somebody, and where its file lies. */
    record Reserved(TaskId id, ObjectKey file, Instant arrivedAt) {}

    /**
     * The next tasks for the account, which it then holds: blind ones first, in order of arrival, never by confidence (a
     * half-done queue would bias the estimates); those that it holds already among them, those that it annotated not.
     */
    Future<List<Reserved>> next(Viewer.Account account, int limit) {
        return pool.preparedQuery("""
                        with next as materialized (
                            select t.id from tasks t
                            where t.state = 'open'
                              and (t.reserved_by = $1 or t.reserved_until is null or t.reserved_until < $3)
                              and (t.answering_until is null or t.answering_until < $3)
                              and not exists (select 1 from annotations a
                                              where a.task_id = t.id and a.source = 'builtin' and a.annotator = $2
                                                and a.deleted_at is null)
                            order by t.purpose, t.arrived_at, t.id
                            limit $5
                            for update of t skip locked)
                        update tasks set reserved_by = $1, reserved_until = $4
                        from next where tasks.id = next.id
                        returning tasks.id, purpose, arrived_at, task_key
                        """)
                .execute(Tuple.of(account.id(), account.name(), now(), until(), limit))
                .map(Reservations::inOrder);
    }

    /** {@code evaluation} comes before {@code train}, in the index as here. */
    private static List<Reserved> inOrder(RowSet<Row> rows) {
        return Rows.all(rows, row -> row).stream()
                .sorted(Comparator.<Row, String>comparing(row -> row.getString("purpose"))
                        .thenComparing(row -> row.getOffsetDateTime("arrived_at"))
                        .thenComparing(row -> row.getUUID("id").toString()))
                .map(Reservations::reserved)
                .toList();
    }

    /**
     * Takes one task for an answer of the account; empty when it is closed, held by another, or when this account has
     * annotated it or is doing so.
     */
    Future<Optional<Reserved>> beginAnswer(Viewer.Account account, TaskId id) {
        return pool.preparedQuery("""
                        update tasks t set reserved_by = $1, reserved_until = $4, answering_until = $5
                        where t.id = $6 and t.state = 'open'
                          and (t.reserved_by = $1 or t.reserved_until is null or t.reserved_until < $3)
                          and (t.answering_until is null or t.answering_until < $3)
                          and not exists (select 1 from annotations a
                                          where a.task_id = t.id and a.source = 'builtin' and a.annotator = $2
                                            and a.deleted_at is null)
                        returning t.id, t.arrived_at, t.task_key
                        """)
                .execute(Tuple.of(
                        account.id(),
                        account.name(),
                        now(),
                        until(),
                        Rows.utc(clock.instant().plus(ANSWERING)),
                        id.value()))
                .map(rows -> Rows.first(rows).map(Reservations::reserved));
    }

    /** After {@link #beginAnswer}: a task that was answered goes to the next annotator, another stays with this one. */
    Future<Void> endAnswer(Viewer.Account account, TaskId id, boolean answered) {
        return pool.preparedQuery("""
                        update tasks set answering_until = null, reserved_by = case when $3 then null else reserved_by end,
                                         reserved_until = case when $3 then null else reserved_until end
                        where id = $1 and reserved_by = $2
                        """)
                .execute(Tuple.of(id.value(), account.id(), answered))
                .mapEmpty();
    }

    /**
     * Holds a task that is about to be opened again by the account, so that it is served to nobody else then. Changes
     * nothing while another holds it. Empty when there is no such task.
     */
    Future<Optional<Reserved>> holdToReopen(Viewer.Account account, TaskId id) {
        return pool.preparedQuery("""
                        update tasks
                        set reserved_by = case when held then reserved_by else $1 end,
                            reserved_until = case when held then reserved_until else $3 end
                        from (select id as task, state = 'open' and reserved_by <> $1 and reserved_until >= $2 as held
                              from tasks where id = $4) h
                        where id = h.task
                        returning id, arrived_at, task_key
                        """)
                .execute(Tuple.of(account.id(), now(), until(), id.value()))
                .map(rows -> Rows.first(rows).map(Reservations::reserved));
    }

    private static Reserved reserved(Row row) {
        return new Reserved(
                new TaskId(row.getUUID("id")),
                ObjectKey.of(row.getString("task_key")),
                row.getOffsetDateTime("arrived_at").toInstant());
    }

    private OffsetDateTime now() {
        return Rows.utc(clock.instant());
    }

    private OffsetDateTime until() {
        return Rows.utc(clock.instant().plus(lifetime));
    }
}
