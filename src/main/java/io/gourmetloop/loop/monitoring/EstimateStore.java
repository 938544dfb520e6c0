package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Table {@code estimates}. */
final class EstimateStore {
    private static final String COLUMNS = """
            e.model_version, e.window_kind, e.window_start, e.window_end, e.taken_until, e.as_of, e.estimator, e.value,
            e.low, e.high, e.n_eff, e.bound_low, e.bound_high, e.labels, e.headline, e.answered, e.blind_tasks,
            e.blind_closed, e.provisional, e.stream_labels
            """;

    /** Adds what is new: true when the figures differ from the newest that are known. */
    Future<Boolean> keep(SqlConnection tx, WindowEstimates estimates) {
        return newest(tx, estimates.window()).compose(known -> {
            boolean nothingNew = known.filter(estimates::saysTheSameAs).isPresent();
            return nothingNew || estimates.figures().isEmpty()
                    ? Future.succeededFuture(false)
                    : dropSuperseded(tx, estimates)
                            .compose(done -> insert(tx, estimates))
                            .map(true);
        });
    }

    private static Future<Optional<WindowEstimates>> newest(SqlConnection tx, Window window) {
        return tx.preparedQuery("select " + COLUMNS + """
                          from estimates e
                          where model_version = $1 and window_kind = $2 and window_start = $3
                            and as_of = (select max(as_of) from estimates
                                         where model_version = $1 and window_kind = $2 and window_start = $3)
                          order by id
                          """)
                .execute(Tuple.of(window.version().number(), window.kind(), utc(window.start())))
                .map(rows -> EstimateRows.group(rows).stream().findFirst());
    }

    /** Of a running window's figures one an hour is kept, the last. */
    private static Future<Void> dropSuperseded(SqlConnection tx, WindowEstimates estimates) {
        Window window = estimates.window();
        return tx.preparedQuery("""
                        delete from estimates
                        where model_version = $1 and window_kind = $2 and window_start = $3
                          and provisional and as_of >= date_trunc('hour', $4::timestamptz, 'UTC')
                        """)
                .execute(Tuple.of(window.version().number(), window.kind(), utc(window.start()), utc(estimates.asOf())))
                .mapEmpty();
    }

    private static Future<Void> insert(SqlConnection tx, WindowEstimates estimates) {
        List<Tuple> rows = estimates.figures().stream()
                .map(figure -> row(estimates, figure))
                .toList();
        return tx.preparedQuery("""
                        insert into estimates (model_version, window_kind, window_start, window_end, taken_until, as_of,
                                               estimator, value, low, high, n_eff, bound_low, bound_high, labels,
                                               headline, answered, blind_tasks, blind_closed, provisional, stream_labels)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
                        """).executeBatch(rows).mapEmpty();
    }

    private static Tuple row(WindowEstimates estimates, Figure figure) {
        Window window = estimates.window();
        Estimate estimate = figure.estimate();
        Estimate.Uncertainty uncertainty = estimate.uncertainty();
        JsonObject streamLabels = new JsonObject();
        estimates.streamLabels().forEach((stream, count) -> streamLabels.put(stream.text(), count));
        return Tuple.tuple()
                .addInteger(window.version().number())
                .addString(window.kind())
                .addOffsetDateTime(utc(window.start()))
                .addOffsetDateTime(utc(window.end()))
                .addOffsetDateTime(utc(estimates.takenUntil()))
                .addOffsetDateTime(utc(estimates.asOf()))
                .addString(figure.estimator().text())
                .addDouble(estimate.value())
                .addDouble(uncertainty == null ? null : uncertainty.interval().low())
                .addDouble(uncertainty == null ? null : uncertainty.interval().high())
                .addDouble(uncertainty == null ? null : uncertainty.effectiveSize())
                .addDouble(estimate.bounds().low())
                .addDouble(estimate.bounds().high())
                .addLong(estimate.labels())
                .addBoolean(figure.headline())
                .addLong(estimates.answered())
                .addLong(estimates.blindTasks())
                .addLong(estimates.blindClosed())
                .addBoolean(estimates.provisional())
                .addValue(streamLabels);
    }

    /** Forgets the windows of a length that began before {@code oldest}. */
    Future<Void> forget(SqlConnection tx, Duration length, Instant oldest) {
        return tx.preparedQuery("delete from estimates where window_kind = $1 and window_start < $2")
                .execute(Tuple.of(WindowCalendar.kind(length), utc(oldest)))
                .mapEmpty();
    }

    /** What is known now: the newest figures of each window, windows newest first, at most {@code limit} of each kind. */
    Future<List<WindowEstimates>> current(SqlClient client, ModelVersion version, int limit) {
        return client.preparedQuery("with windows as (" + """
                          select window_kind, window_start, max(as_of) as as_of,
                                 row_number() over (partition by window_kind order by window_start desc) as age
                          from estimates where model_version = $1 group by window_kind, window_start
                          )
                          select
                          """ + COLUMNS + """
                          from windows w
                          join estimates e on e.model_version = $1 and e.window_kind = w.window_kind
                           and e.window_start = w.window_start and e.as_of = w.as_of
                          where w.age <= $2
                          order by e.window_start desc, e.window_kind, e.id
                          """)
                .execute(Tuple.of(version.number(), limit))
                .map(EstimateRows::group);
    }

    /** The versions that have figures, newest first. */
    Future<List<ModelVersion>> versions(SqlClient client) {
        return client.query("select distinct model_version from estimates order by model_version desc")
                .execute()
                .map(rows -> EstimateRows.versions(rows));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
