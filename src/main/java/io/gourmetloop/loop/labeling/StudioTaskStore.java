package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.TaskId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Table {@code label_studio_tasks}: the tasks of Label Studio's projects, by its ids and ours. */
public final class StudioTaskStore {
    private final Pool pool;

    public StudioTaskStore(Pool pool) {
        this.pool = pool;
    }

    /** A task that needs more annotators than Label Studio asks for. */
    record Shortage(String source, long id, int required) {}

    Future<Void> seen(String source, long id, @Nullable TaskId task, int overlap) {
        return pool.preparedQuery("""
                        insert into label_studio_tasks (source, id, task_id, overlap) values ($1, $2, $3, $4)
                        on conflict (source, id) do update set overlap = excluded.overlap, gone_at = null
                        where label_studio_tasks.overlap <> excluded.overlap or label_studio_tasks.gone_at is not null
                        """)
                .execute(Tuple.of(source, id, task == null ? null : task.value(), overlap))
                .mapEmpty();
    }

    /** The task that is gone now, if it was one of ours that no other one there stands for. */
    Future<Optional<TaskId>> gone(String source, long id, Instant now) {
        return pool.preparedQuery("""
                        with gone as (
                            update label_studio_tasks set gone_at = coalesce(gone_at, $3)
                            where source = $1 and id = $2
                            returning task_id
                        )
                        select task_id from gone
                        where task_id is not null
                          and not exists (select 1 from label_studio_tasks t
                                          where t.task_id = gone.task_id and t.source = $1 and t.id <> $2
                                            and t.gone_at is null)
                        """)
                .execute(Tuple.of(source, id, Rows.utc(now)))
                .map(rows -> Rows.first(rows).map(row -> new TaskId(row.getUUID("task_id"))));
    }

    /** The largest id that was seen, or 0. */
    Future<Long> newest(String source) {
        return pool.preparedQuery("select coalesce(max(id), 0) as newest from label_studio_tasks where source = $1")
                .execute(Tuple.of(source))
                .map(rows -> rows.iterator().next().getLong("newest"));
    }

    /** Ids of tasks that were there when they were last looked at. */
    Future<Set<Long>> present(String source) {
        return pool.preparedQuery("select id from label_studio_tasks where source = $1 and gone_at is null")
                .execute(Tuple.of(source))
                .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getLong("id"))));
    }

    Future<Long> count(String source) {
        return pool.preparedQuery("select count(*) as n from label_studio_tasks where source = $1 and gone_at is null")
                .execute(Tuple.of(source))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Which of these tasks were ever there, with their smallest ids there. */
    Future<Map<TaskId, Long>> find(String source, Collection<TaskId> tasks) {
        UUID[] ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
        return pool.preparedQuery("""
                        select task_id, min(id) as id from label_studio_tasks
                        where source = $1 and task_id = any($2)
                        group by task_id
                        """).execute(Tuple.of(source, (Object) ids)).map(rows -> {
            Map<TaskId, Long> found = new HashMap<>();
            rows.forEach(row -> found.put(new TaskId(row.getUUID("task_id")), row.getLong("id")));
            return found;
        });
    }

    /** Ids of tasks beyond the first that stand for the same task of ours, among those with ids above this one. */
    Future<List<Long>> doubles(String source, long above) {
        return pool.preparedQuery("""
                        select t.id from label_studio_tasks t
                        where t.source = $1 and t.id > $2 and t.gone_at is null and t.task_id is not null
                          and exists (select 1 from label_studio_tasks s
                                      where s.task_id = t.task_id and s.source = $1 and s.id < t.id and s.gone_at is null)
                        order by t.id
                        """)
                .execute(Tuple.of(source, above))
                .map(rows -> Rows.all(rows, row -> row.getLong("id")));
    }

    /** The task there in which an annotation lies. */
    Future<Optional<Long>> ofAnnotation(AnnotationId annotation) {
        return pool.preparedQuery("""
                        select min(t.id) as id from annotations a
                        join label_studio_tasks t on t.task_id = a.task_id and t.source = a.source and t.gone_at is null
                        where a.source = $1 and a.id = $2
                        """)
                .execute(Tuple.of(annotation.source(), annotation.id()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong("id")));
    }

    /** Open tasks of this source that ask for too few people there. Who voted elsewhere alone is not asked for again. */
    Future<List<Shortage>> tooShort(String source) {
        return pool.preparedQuery("""
                        select s.source, s.id, t.required - e.votes::integer as required from tasks t
                        join label_studio_tasks s on s.task_id = t.id and s.source = $1 and s.gone_at is null
                        cross join lateral (
                            select count(distinct annotator) as votes from annotations a
                            where a.task_id = t.id and a.source <> s.source and a.outcome <> 'skipped'
                              and a.deleted_at is null
                              and not exists (select 1 from annotations h
                                              where h.task_id = t.id and h.source = s.source
                                                and h.annotator = a.annotator and h.deleted_at is null)) e
                        where t.state = 'open' and t.required > s.overlap and t.required - e.votes > s.overlap
                        order by s.id
                        """).execute(Tuple.of(source)).map(rows -> Rows.all(rows, StudioTaskStore::tooShort));
    }

    private static Shortage tooShort(Row row) {
        return new Shortage(row.getString("source"), row.getLong("id"), row.getInteger("required"));
    }

    /** Label Studio asks for so many people now. */
    Future<Void> asked(Shortage task) {
        return pool.preparedQuery("update label_studio_tasks set overlap = $3 where source = $1 and id = $2")
                .execute(Tuple.of(task.source(), task.id(), task.required()))
                .mapEmpty();
    }
}
