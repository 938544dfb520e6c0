package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.Status;
import io.gourmetloop.loop.monitoring.drift.CheckRun.Brief;
import io.gourmetloop.loop.monitoring.drift.CheckRun.State;
import io.gourmetloop.loop.monitoring.drift.CheckRun.Trigger;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tables {@code check_runs} and {@code check_results}. */
final class CheckRunStore {
    private static final String RUN = """
            select r.*, coalesce((
                select jsonb_agg(jsonb_build_object('name', c.check_name, 'status', c.status, 'value', c.value,
                                                    'blocking', c.blocking) order by c.position)
                from check_results c where c.run_id = r.id), '[]') as checks
            from check_runs r
            """;

    private final Database database;

    CheckRunStore(Database database) {
        this.database = database;
    }

    /**
     * Fails with CONFLICT while another run goes on, on whichever server; one that began before {@code lost} has lost its
     * server.
     */
    Future<CheckRun> start(Trigger trigger, Windows windows, Instant now, Duration limit) {
        return database.withTransaction(tx -> giveUp(tx, now, limit).compose(done -> insert(tx, trigger, windows, now)))
                .recover(e -> Future.failedFuture(
                        Database.uniqueViolation(e, "check_runs_one")
                                ? new Failure(
                                        ErrorCode.CONFLICT, "The checks are running; try again when they have ended")
                                : e))
                .compose(this::require);
    }

    private static Future<Void> giveUp(SqlConnection tx, Instant now, Duration limit) {
        return tx.preparedQuery("""
                        update check_runs set state = 'failed', finished_at = $1, error = 'Its server stopped answering'
                        where state = 'running' and started_at < $2
                        """)
                .execute(Tuple.of(utc(now), utc(now.minus(limit))))
                .mapEmpty();
    }

    private static Future<Long> insert(SqlConnection tx, Trigger trigger, Windows windows, Instant now) {
        Side reference = windows.reference();
        Side current = windows.current();
        return tx.preparedQuery("""
                        insert into check_runs (trigger, state, model_version, started_at, reference_start, reference_end,
                                                reference_photos, current_start, current_end, current_photos)
                        values ($1, 'running', $2, $3, $4, $5, 0, $6, $7, 0)
                        returning id
                        """)
                .execute(Tuple.of(
                        trigger.text(),
                        windows.version().number(),
                        utc(now),
                        utc(reference.start()),
                        utc(reference.end()),
                        utc(current.start()),
                        utc(current.end())))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    /** Writes what was found; a run that was given up in the meantime stays so. */
    Future<Void> finish(CheckReport report) {
        return database.withTransaction(tx ->
                finish(tx, report.run()).compose(open -> open ? insertResults(tx, report) : Future.succeededFuture()));
    }

    private static Future<Boolean> finish(SqlConnection tx, CheckRun run) {
        return tx.preparedQuery("""
                        update check_runs
                        set state = 'finished', finished_at = $2, reference_photos = $3, current_photos = $4,
                            report_key = $5
                        where id = $1 and state = 'running'
                        """)
                .execute(Tuple.of(
                        run.id(),
                        utc(run.finishedAt() == null ? run.startedAt() : run.finishedAt()),
                        run.windows().reference().photos(),
                        run.windows().current().photos(),
                        run.reportKey()))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Future<Void> insertResults(SqlConnection tx, CheckReport report) {
        List<Tuple> rows = new ArrayList<>();
        for (CheckResult result : report.results()) {
            rows.add(Tuple.tuple()
                    .addLong(report.run().id())
                    .addInteger(rows.size())
                    .addString(result.name())
                    .addString(result.status().text())
                    .addDouble(result.value())
                    .addBoolean(result.blocking())
                    .addValue(ResultJson.write(result)));
        }
        return tx.preparedQuery("""
                        insert into check_results (run_id, position, check_name, status, value, blocking, result)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        """).executeBatch(rows).mapEmpty();
    }

    Future<Void> fail(long id, String error, Instant now) {
        return database.pool()
                .preparedQuery("""
                                update check_runs set state = 'failed', finished_at = $2, error = $3
                                where id = $1 and state = 'running'
                                """)
                .execute(Tuple.of(id, utc(now), error))
                .mapEmpty();
    }

    /** Newest first. */
    Future<List<CheckRun>> newest(int limit) {
        return database.pool()
                .preparedQuery(RUN + "order by r.id desc limit $1")
                .execute(Tuple.of(limit))
                .map(CheckRunStore::runs);
    }

    /** The newest of the version that serves. */
    Future<Optional<CheckRun>> newestOfServing() {
        return database.pool()
                .query(RUN + """
                                where r.state = 'finished'
                                  and r.model_version = (select version from model_aliases where alias = 'production'
                                                         order by id desc limit 1)
                                order by r.id desc limit 1
                                """)
                .execute()
                .map(rows -> runs(rows).stream().findFirst());
    }

    /** Fails with NOT_FOUND. */
    Future<CheckRun> require(long id) {
        return database.pool()
                .preparedQuery(RUN + "where r.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> runs(rows).stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new Failure(ErrorCode.NOT_FOUND, "There is no run " + id + " of the checks")));
    }

    /** Fails with NOT_FOUND. */
    Future<CheckReport> report(long id) {
        return require(id)
                .compose(run -> database.pool()
                        .preparedQuery("select result from check_results where run_id = $1 order by position")
                        .execute(Tuple.of(id))
                        .map(rows -> new CheckReport(
                                run,
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> ResultJson.read(row.getJsonObject("result")))
                                        .toList())));
    }

    /** Forgets all but the newest; the keys of their reports. */
    Future<List<String>> trim(int keep) {
        return database.pool()
                .preparedQuery("""
                                delete from check_runs where id <= (select id from check_runs order by id desc offset $1 limit 1)
                                returning report_key
                                """)
                .execute(Tuple.of(keep))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("report_key"))
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    private static List<CheckRun> runs(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(CheckRunStore::run)
                .toList();
    }

    private static CheckRun run(Row row) {
        return new CheckRun(
                row.getLong("id"),
                Trigger.parse(row.getString("trigger")),
                State.parse(row.getString("state")),
                new Windows(
                        new ModelVersion(row.getInteger("model_version")),
                        side(row, "reference"),
                        side(row, "current")),
                row.getOffsetDateTime("started_at").toInstant(),
                instant(row.getOffsetDateTime("finished_at")),
                row.getString("error"),
                row.getString("report_key"),
                briefs(row.getJsonArray("checks")));
    }

    private static Side side(Row row, String name) {
        return new Side(
                row.getOffsetDateTime(name + "_start").toInstant(),
                row.getOffsetDateTime(name + "_end").toInstant(),
                row.getInteger(name + "_photos"));
    }

    private static List<Brief> briefs(JsonArray checks) {
        return checks.stream()
                .map(JsonObject.class::cast)
                .map(check -> new Brief(
                        check.getString("name"),
                        Status.parse(check.getString("status")),
                        check.getDouble("value"),
                        check.getBoolean("blocking")))
                .toList();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
