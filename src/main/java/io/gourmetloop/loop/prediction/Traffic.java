package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.PredictionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What was asked and said in the last day. Reads that day's rows alone, whatever came before. */
public final class Traffic {
    private static final int HOURS = 24;

    private final Pool pool;
    private final Clock clock;

    public Traffic(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** {@code byHour}: the last 24 hours, oldest first, empty ones too; {@code byLabel}: most frequent first. */
    public record Day(long lastHour, List<Hour> byHour, List<Count> byLabel, List<Count> feedback) {
        public long total() {
            return byLabel.stream().mapToLong(Count::count).sum();
        }
    }

    public record Hour(Instant start, long count) {}

    public record Count(String name, long count) {}

    public Future<Day> lastDay() {
        Instant now = clock.instant();
        Instant firstHour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1L));
        Future<List<Hour>> hours = hours(firstHour);
        Future<Long> lastHour = since(now.minus(Duration.ofHours(1)));
        Future<List<Count>> labels = counts(
                """
                select label as name, count(*) as count from predictions where id >= $1
                group by label order by count(*) desc, label
                """,
                Tuple.of(PredictionId.firstAt(now.minus(Duration.ofDays(1))).value()));
        Future<List<Count>> feedback = counts("""
                select verdict as name, count(*) as count from feedback where created_at >= $1
                group by verdict order by verdict
                """, Tuple.of(PredictionStore.utc(now.minus(Duration.ofDays(1)))));
        return Future.all(lastHour, hours, labels, feedback)
                .map(all -> new Day(lastHour.result(), hours.result(), labels.result(), feedback.result()));
    }

    private Future<Long> since(Instant moment) {
        return pool.preparedQuery("select count(*) as count from predictions where id >= $1")
                .execute(Tuple.of(PredictionId.firstAt(moment).value()))
                .map(rows -> rows.iterator().next().getLong("count"));
    }

    private Future<List<Hour>> hours(Instant first) {
        return pool.preparedQuery("""
                        select date_trunc('hour', created_at, 'UTC') as hour, count(*) as count
                        from predictions where id >= $1 group by 1
                        """)
                .execute(Tuple.of(PredictionId.firstAt(first).value()))
                .map(rows -> filled(first, rows));
    }

    private static List<Hour> filled(Instant first, RowSet<Row> rows) {
        Map<Instant, Long> counted = new TreeMap<>();
        rows.forEach(row -> counted.put(row.getOffsetDateTime("hour").toInstant(), row.getLong("count")));
        return IntStream.range(0, HOURS)
                .mapToObj(i -> first.plus(Duration.ofHours(i)))
                .map(hour -> new Hour(hour, counted.getOrDefault(hour, 0L)))
                .toList();
    }

    private Future<List<Count>> counts(String sql, Tuple values) {
        return pool.preparedQuery(sql)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Count(row.getString("name"), row.getLong("count")))
                        .toList());
    }
}
