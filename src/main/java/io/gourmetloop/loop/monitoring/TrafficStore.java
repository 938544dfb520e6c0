package io.gourmetloop.loop.monitoring;

import static java.time.temporal.ChronoUnit.HOURS;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Tables {@code traffic_hours} and {@code traffic_counted}: how much was answered, without reading all of history again. */
final class TrafficStore {
    /** Longer than an upload may take between its id and its commit. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** A version answered at least one image in this hour. */
    record Hour(ModelVersion version, Instant start) {
        Instant last() {
            return start.plus(1, HOURS).minusMillis(1);
        }
    }

    /** Counts what was answered since the last time, and says from which moment on windows have to be looked at again. */
    Future<Instant> refresh(SqlConnection tx, Instant now) {
        return countedUntil(tx)
                .compose(until -> countHours(tx, until.truncatedTo(HOURS)).map(until))
                .compose(until -> markCounted(tx, now).map(until));
    }

    private static Future<Instant> countedUntil(SqlConnection tx) {
        return tx.query("select until from traffic_counted")
                .execute()
                .map(rows -> rows.size() == 0
                        ? Instant.EPOCH
                        : rows.iterator()
                                .next()
                                .getOffsetDateTime("until")
                                .toInstant()
                                .minus(GRACE));
    }

    private static Future<Void> countHours(SqlConnection tx, Instant from) {
        return tx.preparedQuery("""
                        insert into traffic_hours (model_version, hour, answered, confidence_sum)
                        select model_version, date_trunc('hour', created_at, 'UTC'), count(*), sum(confidence)
                        from predictions
                        where id >= $1
                        group by 1, 2
                        on conflict (model_version, hour) do update
                        set answered = excluded.answered, confidence_sum = excluded.confidence_sum
                        """)
                .execute(Tuple.of(PredictionId.firstAt(from).value()))
                .mapEmpty();
    }

    private static Future<Void> markCounted(SqlConnection tx, Instant now) {
        return tx.preparedQuery("""
                        insert into traffic_counted (until) values ($1)
                        on conflict (only_row) do update set until = excluded.until
                        """)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    Future<List<Hour>> hoursSince(SqlConnection tx, Instant from) {
        return tx.preparedQuery("select model_version, hour from traffic_hours where hour > $1")
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC).minusHours(1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TrafficStore::hour)
                        .toList());
    }

    private static Hour hour(Row row) {
        return new Hour(
                new ModelVersion(row.getInteger("model_version")),
                row.getOffsetDateTime("hour").toInstant());
    }

    /** Traffic of the ids from {@code from} on and before {@code to}: counted hours, and the images at both edges. */
    Future<Traffic> between(SqlConnection tx, ModelVersion version, PredictionId from, PredictionId to) {
        Instant firstHour = from.createdAt().plus(1, HOURS).minusMillis(1).truncatedTo(HOURS);
        Instant endOfHours = to.createdAt().truncatedTo(HOURS);
        boolean noWholeHour = !firstHour.isBefore(endOfHours);
        PredictionId headEnd = noWholeHour ? to : PredictionId.firstAt(firstHour);
        PredictionId tailStart = noWholeHour ? to : PredictionId.firstAt(endOfHours);
        return tx.preparedQuery("""
                        select coalesce(sum(answered), 0)::bigint as answered, sum(confidence_sum) as confidence_sum
                        from (select answered, confidence_sum
                              from traffic_hours where model_version = $1 and hour >= $2 and hour < $3
                              union all
                              select count(*), sum(confidence)
                              from predictions where model_version = $1 and id >= $4 and id < $5
                              union all
                              select count(*), sum(confidence)
                              from predictions where model_version = $1 and id >= $6 and id < $7) parts
                        """)
                .execute(Tuple.of(
                        version.number(),
                        firstHour.atOffset(ZoneOffset.UTC),
                        endOfHours.atOffset(ZoneOffset.UTC),
                        from.value(),
                        headEnd.value(),
                        tailStart.value(),
                        to.value()))
                .map(TrafficStore::traffic);
    }

    private static Traffic traffic(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        Double confidences = row.getDouble("confidence_sum");
        return new Traffic(row.getLong("answered"), confidences == null ? 0 : confidences);
    }
}
