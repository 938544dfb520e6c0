package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code tasks}: the tasks that annotators have, who is at them, and what came of them. */
public final class TaskStore {
    private final Pool pool;

    public TaskStore(Pool pool) {
        this.pool = pool;
    }

    /** A task as the sync sees it, locked until the transaction ends. */
    record Locked(TaskId id, int required, boolean closed, int truthVersion) {}

    /** A closed task stays as it is. */
    Future<Void> delivered(TaskSource source, int required, Instant now) {
        return pool.preparedQuery("""
                        insert into tasks (id, stream, purpose, arrived_at, delivered_at, task_key, photo_key, required)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)
                        on conflict (id) do update set delivered_at = excluded.delivered_at where tasks.state = 'open'
                        """)
                .execute(Tuple.of(
                        source.task().id().value(),
                        source.task().stream().text(),
                        source.task().purpose().text(),
                        Rows.utc(source.chosenAt()),
                        Rows.utc(now),
                        source.taskKey().value(),
                        source.photoKey().value(),
                        required))
                .mapEmpty();
    }

    /** Where the file of the task lies, if the task is open. */
    Future<Optional<ObjectKey>> openFile(TaskId id) {
        return pool.preparedQuery("select task_key from tasks where id = $1 and state = 'open'")
                .execute(Tuple.of(id.value()))
                .map(rows -> Rows.first(rows).map(row -> ObjectKey.of(row.getString("task_key"))));
    }

    /** A task that people should be labeling, and where its file belongs. */
    record Open(TaskId id, ObjectKey file) {}

    /** Open tasks of the stream that this source never had, in order of arrival. */
    Future<List<Open>> openOutside(SamplingStream stream, String source) {
        return pool.preparedQuery("""
                        select t.id, t.task_key from tasks t
                        where t.state = 'open' and t.stream = $1
                          and not exists (select 1 from label_studio_tasks s where s.task_id = t.id and s.source = $2)
                        order by t.arrived_at, t.id
                        """)
                .execute(Tuple.of(stream.text(), source))
                .map(rows -> Rows.all(
                        rows, row -> new Open(new TaskId(row.getUUID("id")), ObjectKey.of(row.getString("task_key")))));
    }

    Future<Boolean> exists(TaskId id) {
        return pool.preparedQuery("select 1 from tasks where id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.size() > 0);
    }

    Future<Optional<Locked>> lock(SqlConnection tx, TaskId id) {
        return tx.preparedQuery("select id, required, state, truth_version from tasks where id = $1 for update")
                .execute(Tuple.of(id.value()))
                .map(rows -> Rows.first(rows).map(TaskStore::locked));
    }

    private static Locked locked(Row row) {
        return new Locked(
                new TaskId(row.getUUID("id")),
                row.getInteger("required"),
                row.getString("state").equals("closed"),
                row.getInteger("truth_version"));
    }

    /** Keeps what the votes say of the task: how many are asked for, whether it is closed, which truth it has. */
    Future<Void> counted(SqlConnection tx, TaskId id, MajorityVote.Result result, int truthVersion, Instant now) {
        return tx.preparedQuery("""
                        update tasks set required = $2, state = $3, truth_version = $4,
                                         closed_at = case when $3 = 'closed' then coalesce(closed_at, $5) end
                        where id = $1
                        """)
                .execute(Tuple.of(
                        id.value(),
                        result.required(),
                        result.decision() == null ? "open" : "closed",
                        truthVersion,
                        Rows.utc(now)))
                .mapEmpty();
    }
}
