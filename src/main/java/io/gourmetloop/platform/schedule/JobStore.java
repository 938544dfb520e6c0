package io.gourmetloop.platform.schedule;

import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.JobRun.State;
import io.gourmetloop.platform.schedule.JobRun.Trigger;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code jobs} and {@code job_runs}. Who runs a job is a lease in its row, which its runner renews. A session's
 * advisory lock would be shorter to write, but it occupies a connection for the whole run, is gone without a word when
 * that connection breaks while the run goes on, and tells nobody who holds it since when. All times are the database's,
 * so that servers whose clocks differ agree on when a lease ends.
 */
final class JobStore {
    private static final String COLUMNS = "id, job, trigger, instance, started_at, finished_at, state, result";
    private static final String DUE = "name = any($4) and not paused and next_run_at <= now()";
    private static final String NAMED = "name = any($4)";

    private final Pool pool;
    private final String instance;

    JobStore(Pool pool, String instance) {
        this.pool = pool;
        this.instance = instance;
    }

    Future<Instant> now() {
        return pool.query("select now() as now")
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime("now").toInstant());
    }

    /** Makes the rows of new jobs, and plans the jobs anew whose schedule has changed: none runs later for that. */
    Future<Void> register(List<Job> jobs) {
        return now().compose(now -> pool.preparedQuery("""
                        insert into jobs (name, schedule, next_run_at)
                        values ($1, $2, $3)
                        on conflict (name) do update
                        set schedule = excluded.schedule,
                            next_run_at = case
                                when jobs.schedule is not distinct from excluded.schedule then jobs.next_run_at
                                when $5 then least(jobs.next_run_at, $4)
                                else $4
                            end
                        """)
                        .executeBatch(jobs.stream().map(job -> plan(job, now)).toList()))
                .mapEmpty();
    }

    private static Tuple plan(Job job, Instant now) {
        Schedule schedule = job.schedule();
        return Tuple.of(
                job.name(),
                schedule.toString(),
                utc(schedule.first(now).orElse(null)),
                utc(schedule.next(now, 0, 0).orElse(null)),
                schedule instanceof Schedule.Every);
    }

    /** Starts a run of each of the jobs that is due and that nobody runs. */
    Future<List<JobRun>> startDue(Collection<String> jobs, Duration lease) {
        return start(DUE, Trigger.CLOCK, jobs, lease);
    }

    /** Starts a run unless somebody runs the job. */
    Future<Optional<JobRun>> startNow(String job, Duration lease) {
        return start(NAMED, Trigger.HAND, List.of(job), lease)
                .map(runs -> runs.stream().findFirst());
    }

    /** A run that is still open when its job is free has lost its server. */
    private Future<List<JobRun>> start(String which, Trigger trigger, Collection<String> jobs, Duration lease) {
        return pool.preparedQuery("""
                        with taken as (
                            update jobs
                            set leased_by = $1, leased_until = now() + $2 * interval '1 millisecond'
                            where %s and (leased_until is null or leased_until <= now())
                            returning name
                        ), lost as (
                            update job_runs
                            set state = 'lost', finished_at = now(), result = 'Its server stopped answering'
                            where state = 'running' and job in (select name from taken)
                        )
                        insert into job_runs (job, trigger, instance, started_at, state)
                        select name, $3, $1, now(), 'running'
                        from taken
                        returning %s
                        """.formatted(which, COLUMNS))
                .mapping(JobStore::run)
                .execute(Tuple.of(instance, lease.toMillis(), trigger.text(), jobs.toArray(String[]::new)))
                .map(rows -> rows.stream().toList());
    }

    /** The jobs among these whose leases this server still has; they are longer now. */
    Future<List<String>> renew(Collection<String> jobs, Duration lease) {
        return pool.preparedQuery("""
                        update jobs
                        set leased_until = now() + $3 * interval '1 millisecond'
                        where name = any($1) and leased_by = $2
                        returning name
                        """)
                .mapping(row -> row.getString("name"))
                .execute(Tuple.of(jobs.toArray(String[]::new), instance, lease.toMillis()))
                .map(rows -> rows.stream().toList());
    }

    /** The ended run; empty when it was lost in the meantime, and nothing changes then. {@code next} null: by hand. */
    Future<Optional<JobRun>> finish(JobRun run, State state, String result, @Nullable Instant next) {
        return pool.preparedQuery("""
                        with ended as (
                            update job_runs
                            set state = $2, finished_at = now(), result = $3
                            where id = $1 and state = 'running'
                            returning %s
                        ), freed as (
                            update jobs
                            set leased_by = null, leased_until = null, next_run_at = $4,
                                last_success_at = case when $2 = 'succeeded' then now() else last_success_at end
                            where leased_by = $5 and name in (select job from ended)
                        )
                        select %s
                        from ended
                        """.formatted(COLUMNS, COLUMNS))
                .mapping(JobStore::run)
                .execute(Tuple.of(run.id(), state.text(), result, utc(next), instance))
                .map(rows -> rows.stream().findFirst());
    }

    /** Deletes the oldest runs of a job beyond the number to keep. */
    Future<Void> trim(String job, int keep) {
        return pool.preparedQuery("""
                        delete from job_runs
                        where job = $1
                          and id <= (select id from job_runs where job = $1 order by id desc offset $2 limit 1)
                        """).execute(Tuple.of(job, keep)).mapEmpty();
    }

    Future<Void> pause(String job, boolean paused) {
        return pool.preparedQuery("update jobs set paused = $2 where name = $1")
                .execute(Tuple.of(job, paused))
                .mapEmpty();
    }

    Future<List<JobSummary>> summaries(List<Job> jobs) {
        return pool.preparedQuery("""
                        select name, paused, next_run_at, last_success_at, %s
                        from jobs
                        left join lateral (select %s
                                           from job_runs
                                           where job = jobs.name
                                           order by id desc
                                           limit 1) newest on true
                        where name = any($1)
                        """.formatted(COLUMNS, COLUMNS))
                .execute(Tuple.of((Object) jobs.stream().map(Job::name).toArray(String[]::new)))
                .map(rows -> summaries(jobs, rows));
    }

    /** Newest first. */
    Future<List<JobRun>> runs(String job, int limit) {
        return pool.preparedQuery("select %s from job_runs where job = $1 order by id desc limit $2".formatted(COLUMNS))
                .mapping(JobStore::run)
                .execute(Tuple.of(job, limit))
                .map(rows -> rows.stream().toList());
    }

    private static List<JobSummary> summaries(List<Job> jobs, RowSet<Row> rows) {
        Map<String, Job> byName = jobs.stream().collect(Collectors.toMap(Job::name, job -> job));
        return rows.stream()
                .map(row -> summary(Objects.requireNonNull(byName.get(row.getString("name"))), row))
                .toList();
    }

    private static JobSummary summary(Job job, Row row) {
        return new JobSummary(
                job.name(),
                job.schedule(),
                job.limit(),
                row.getBoolean("paused"),
                instant(row, "next_run_at"),
                instant(row, "last_success_at"),
                row.getLong("id") == null ? null : run(row));
    }

    private static JobRun run(Row row) {
        return new JobRun(
                row.getLong("id"),
                row.getString("job"),
                Trigger.valueOf(row.getString("trigger").toUpperCase(Locale.ROOT)),
                row.getString("instance"),
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row, "finished_at"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("result"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
