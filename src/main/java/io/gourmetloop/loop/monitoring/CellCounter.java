package io.gourmetloop.loop.monitoring;

import static java.time.temporal.ChronoUnit.HOURS;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Writes the sums that estimates are made of: tables {@code answer_cells}, {@code label_cells}, {@code answer_hours}. An
 * hour is counted anew as a whole, from its rows, whenever something in it may have changed: so nothing is counted twice,
 * and no upload waits for another one's row.
 */
final class CellCounter {
    /** Longer than an upload may take between its id and its commit. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final Duration STEP = Duration.ofHours(6);

    /** Counts what was answered since the last time; returns the hours that were counted. */
    Future<Counted> countAnswers(SqlConnection tx, Instant now) {
        return countedUntil(tx)
                .compose(since -> forget(tx, since.truncatedTo(HOURS))
                        .compose(done -> oldestAnswer(tx, since, now))
                        .compose(oldest -> count(tx, oldest.truncatedTo(HOURS), now))
                        .compose(done -> markCounted(tx, now))
                        .compose(done -> hoursFrom(tx, since.truncatedTo(HOURS)))
                        .map(hours -> new Counted(since, hours)));
    }

    /** Hours with answers from {@code since} on, which were counted. */
    record Counted(Instant since, List<Hour> hours) {}

    private static Future<Instant> countedUntil(SqlConnection tx) {
        return tx.query("select until from traffic_counted")
                .execute()
                .map(rows -> rows.size() == 0
                        ? Instant.EPOCH
                        : instant(rows.iterator().next(), "until").minus(GRACE));
    }

    private static Future<Void> forget(SqlConnection tx, Instant from) {
        return tx.preparedQuery("delete from answer_cells where hour >= $1")
                .execute(Tuple.of(utc(from)))
                .mapEmpty();
    }

    /** Of those since then; {@code now} where there is none. */
    private static Future<Instant> oldestAnswer(SqlConnection tx, Instant since, Instant now) {
        return tx.preparedQuery("select id from predictions where id >= $1 order by id limit 1")
                .execute(Tuple.of(PredictionId.firstAt(since.truncatedTo(HOURS)).value()))
                .map(rows -> rows.size() == 0
                        ? now
                        : new PredictionId(rows.iterator().next().getUUID("id")).createdAt());
    }

    /** In steps that no traffic makes too long for the time limit of statements, however much there is to catch up on. */
    private static Future<Void> count(SqlConnection tx, Instant from, Instant now) {
        Future<Void> counted = Future.succeededFuture();
        for (Instant start = from; !start.isAfter(now); start = start.plus(STEP)) {
            Instant step = start;
            counted = counted.compose(done -> countBetween(tx, step, step.plus(STEP)));
        }
        return counted;
    }

    private static Future<Void> countBetween(SqlConnection tx, Instant from, Instant to) {
        return tx.preparedQuery("""
                        insert into answer_cells (model_version, hour, label, tenth, answered, f_sum)
                        select model_version, hour, label, tenth, count(*), sum(f)
                        from calibrated_answers
                        where id >= $1 and id < $2
                        group by 1, 2, 3, 4
                        """)
                .execute(Tuple.of(
                        PredictionId.firstAt(from).value(),
                        PredictionId.firstAt(to).value()))
                .mapEmpty();
    }

    private static Future<Void> markCounted(SqlConnection tx, Instant now) {
        return tx.preparedQuery("""
                        insert into traffic_counted (until) values ($1)
                        on conflict (only_row) do update set until = excluded.until
                        """).execute(Tuple.of(utc(now))).mapEmpty();
    }

    private static Future<List<Hour>> hoursFrom(SqlConnection tx, Instant from) {
        return tx.preparedQuery("select distinct model_version, hour from answer_cells where hour >= $1")
                .execute(Tuple.of(utc(from)))
                .map(CellCounter::hours);
    }

    /** Hours with answers after {@code from}, as far as they were counted. */
    Future<List<Hour>> hoursSince(SqlConnection tx, Instant from) {
        return tx.preparedQuery("select model_version, hour from answer_hours where hour > $1")
                .execute(Tuple.of(utc(from).minusHours(1)))
                .map(CellCounter::hours);
    }

    /** Counts the tasks and the labels of answers in these hours. */
    Future<Void> countLabels(SqlConnection tx, Collection<Hour> hours) {
        return hours.isEmpty()
                ? Future.succeededFuture()
                : forgetLabels(tx, hours)
                        .compose(done -> insertLabels(tx, hours))
                        .compose(done -> countTasks(tx, hours));
    }

    private static Future<Void> forgetLabels(SqlConnection tx, Collection<Hour> hours) {
        return tx.preparedQuery("""
                        delete from label_cells
                        using unnest($1::int[], $2::timestamptz[]) as h (version, hour)
                        where label_cells.model_version = h.version and label_cells.hour = h.hour
                        """)
                .execute(Tuple.tuple().addValue(versions(hours)).addValue(starts(hours)))
                .mapEmpty();
    }

    private static Future<Void> insertLabels(SqlConnection tx, Collection<Hour> hours) {
        return tx.preparedQuery("""
                        insert into label_cells (model_version, hour, predicted, tenth, truth, stream, blind, role, random,
                                                 low_confidence, flag, n, f_sum, ff_sum)
                        select h.version, h.hour, cells.*
                        from unnest($1::int[], $2::timestamptz[], $3::uuid[], $4::uuid[]) as h (version, hour, first, beyond)
                        cross join lateral (
                            select predicted, tenth, truth, stream, blind, role, random, low_confidence, flag,
                                   count(*), sum(f), sum(f * f)
                            from labelled_answers
                            where id >= h.first and id < h.beyond and model_version = h.version
                            group by 1, 2, 3, 4, 5, 6, 7, 8, 9
                        ) cells
                        """).execute(ranges(hours)).mapEmpty();
    }

    private static Future<Void> countTasks(SqlConnection tx, Collection<Hour> hours) {
        return tx.preparedQuery("""
                        insert into answer_hours (model_version, hour, blind_tasks, blind_closed)
                        select h.version, h.hour, counted.tasks, counted.closed
                        from unnest($1::int[], $2::timestamptz[], $3::uuid[], $4::uuid[]) as h (version, hour, first, beyond)
                        cross join lateral (
                            select count(*) as tasks, count(g.task_id) as closed
                            from sampling_ledger l
                            left join ground_truth g on g.task_id = l.prediction_id
                            where l.model_version = h.version and l.task_purpose = 'evaluation'
                              and l.prediction_id >= h.first and l.prediction_id < h.beyond
                        ) counted
                        on conflict (model_version, hour) do update
                        set blind_tasks = excluded.blind_tasks, blind_closed = excluded.blind_closed
                        """).execute(ranges(hours)).mapEmpty();
    }

    private static Tuple ranges(Collection<Hour> hours) {
        return Tuple.of(
                versions(hours),
                starts(hours),
                hours.stream().map(hour -> hour.firstId().value()).toArray(UUID[]::new),
                hours.stream().map(hour -> hour.beyond().value()).toArray(UUID[]::new));
    }

    private static Integer[] versions(Collection<Hour> hours) {
        return hours.stream().map(hour -> hour.version().number()).toArray(Integer[]::new);
    }

    private static OffsetDateTime[] starts(Collection<Hour> hours) {
        return hours.stream().map(hour -> utc(hour.start())).toArray(OffsetDateTime[]::new);
    }

    private static List<Hour> hours(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Hour(new ModelVersion(row.getInteger("model_version")), instant(row, "hour")))
                .toList();
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
