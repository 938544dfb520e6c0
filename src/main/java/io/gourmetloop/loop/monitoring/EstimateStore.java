package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table {@code estimates}. */
final class EstimateStore {
    private static final String COLUMNS = """
            e.model_version, e.window_kind, e.window_start, e.window_end, e.taken_until, e.as_of, e.estimator, e.value,
            e.low, e.high, e.n_eff, e.bound_low, e.bound_high, e.labels, e.headline, e.answered, e.blind_tasks,
            e.blind_closed, e.provisional, e.stream_labels, e.label
            """;

    /** Adds what is new: true when the figures differ from the newest that are known. */
    Future<Boolean> keep(SqlConnection tx, WindowFigures figures) {
        return newest(tx, figures.whole().window()).compose(known -> {
            boolean nothingNew = known.filter(figures::saysTheSameAs).isPresent();
            return nothingNew || figures.whole().figures().isEmpty()
                    ? Future.succeededFuture(false)
                    : dropSuperseded(tx, figures.whole())
                            .compose(done -> insert(tx, figures))
                            .map(true);
        });
    }

    private static Future<Optional<WindowFigures>> newest(SqlConnection tx, Window window) {
        return tx.preparedQuery("select " + COLUMNS + """
                          from estimates e
                          where model_version = $1 and window_kind = $2 and window_start = $3
                            and as_of = (select max(as_of) from estimates
                                         where model_version = $1 and window_kind = $2 and window_start = $3)
                          order by id
                          """)
                .execute(Tuple.of(window.version().number(), window.kind(), utc(window.start())))
                .map(EstimateRows::figures);
    }

    /** Of a running window's figures one an hour is kept, the last; of those of its classes the newest alone. */
    private static Future<Void> dropSuperseded(SqlConnection tx, WindowEstimates estimates) {
        Window window = estimates.window();
        return tx.preparedQuery("""
                        delete from estimates
                        where model_version = $1 and window_kind = $2 and window_start = $3
                          and provisional and (label is not null or as_of >= date_trunc('hour', $4::timestamptz, 'UTC'))
                        """)
                .execute(Tuple.of(window.version().number(), window.kind(), utc(window.start()), utc(estimates.asOf())))
                .mapEmpty();
    }

    private static Future<Void> insert(SqlConnection tx, WindowFigures figures) {
        List<Tuple> rows = new ArrayList<>(rows(figures.whole(), null));
        figures.classes().forEach((label, estimates) -> rows.addAll(rows(estimates, label)));
        return tx.preparedQuery("""
                        insert into estimates (model_version, window_kind, window_start, window_end, taken_until, as_of,
                                               estimator, value, low, high, n_eff, bound_low, bound_high, labels,
                                               headline, answered, blind_tasks, blind_closed, provisional, stream_labels,
                                               label)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                                $21)
                        """).executeBatch(rows).mapEmpty();
    }

    private static List<Tuple> rows(WindowEstimates estimates, @Nullable Label label) {
        return estimates.figures().stream()
                .map(figure -> row(estimates, figure).addString(label == null ? null : label.text()))
                .toList();
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

    /**
     * What is known now: the newest figures of each window, windows newest first, at most {@code limit} of each kind. Of
     * one predicted class, or without a label of all.
     */
    Future<List<WindowEstimates>> current(SqlClient client, ModelVersion version, @Nullable Label label, int limit) {
        return client.preparedQuery("""
                          with recursive kinds as (
                              select min(window_kind) as kind from estimates where model_version = $1
                              union all
                              select (select min(window_kind) from estimates where model_version = $1 and window_kind > kind)
                              from kinds where kind is not null
                          )
                          select
                          """ + COLUMNS + """
                          from kinds
                          cross join lateral (
                              select window_start, max(as_of) as as_of
                              from estimates where model_version = $1 and window_kind = kind
                              group by window_start order by window_start desc limit $2
                          ) w
                          cross join lateral (
                              select * from estimates
                              where model_version = $1 and window_kind = kind
                                and window_start = w.window_start and as_of = w.as_of and label is not distinct from $3
                              offset 0 -- window by window
                          ) e
                          order by e.window_start desc, e.window_kind, e.id
                          """)
                .execute(Tuple.of(version.number(), limit, label == null ? null : label.text()))
                .map(EstimateRows::group);
    }

    /** The versions that have figures, newest first. */
    Future<List<ModelVersion>> versions(SqlClient client) {
        return client.query("""
                        select number as model_version from model_versions v
                        where exists (select from estimates where model_version = v.number)
                        order by number desc
                        """).execute().map(rows -> EstimateRows.versions(rows));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
