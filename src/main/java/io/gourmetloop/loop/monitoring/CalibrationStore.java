package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.monitoring.Stratum.Coins;
import io.gourmetloop.loop.monitoring.Temperature.Example;
import io.gourmetloop.loop.monitoring.Temperature.Fit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Table {@code calibrations}, and the labels that its rows are fitted on. */
final class CalibrationStore {
    /** Enough for two digits of a temperature, few enough to be read at once. */
    private static final int MOST_LABELS = 2_000;

    /** A version whose windows closed beyond the labels of its last fit. */
    record Due(ModelVersion version, Instant labelsUntil, double temperature) {}

    /** Versions with a closed window of this kind, newer than their last fit; {@code temperature} is model.json's. */
    Future<List<Due>> due(SqlConnection tx, String windowKind) {
        return tx.preparedQuery("""
                        select v.number as model_version, e.window_end as closed_until,
                               coalesce((v.manifest ->> 'temperature')::float8, 1) as temperature
                        from model_versions v
                        cross join lateral (
                            select window_end from estimates
                            where model_version = v.number and window_kind = $1 and label is null and not provisional
                            order by window_start desc limit 1
                        ) e
                        where e.window_end > coalesce(
                            (select max(labels_until) from calibrations where model_version = v.number), '-infinity')
                        """)
                .execute(Tuple.of(windowKind))
                .map(rows -> list(
                        rows,
                        row -> new Due(
                                new ModelVersion(row.getInteger("model_version")),
                                instant(row, "closed_until"),
                                row.getDouble("temperature"))));
    }

    /** The newest blind labels with a class. */
    Future<List<Example>> examples(SqlConnection tx, Due due) {
        return tx.preparedQuery("""
                        select p.probabilities, array_position(v.labels, a.truth) as truth, a.role, a.random,
                               a.low_confidence, a.flag
                        from (select id, model_version, truth, role, random, low_confidence, flag
                              from labelled_answers
                              where model_version = $1 and id < $2 and blind and truth is not null
                              order by id desc limit $3) a
                        join predictions p on p.id = a.id
                        join model_versions v on v.number = a.model_version
                        where array_position(v.labels, a.truth) <= cardinality(p.probabilities)
                        """)
                .execute(Tuple.of(
                        due.version.number(),
                        PredictionId.firstAt(due.labelsUntil).value(),
                        MOST_LABELS))
                .map(rows -> list(rows, CalibrationStore::example));
    }

    private static Example example(Row row) {
        Coins coins = new Coins(row.getDouble("random"), row.getDouble("low_confidence"), row.getDouble("flag"));
        Role role = Role.valueOf(row.getString("role"));
        double inclusion = role.inclusionProbability(coins.random(), coins.lowConfidence(), coins.flag());
        double[] probabilities = Arrays.stream(row.getArrayOfDoubles("probabilities"))
                .mapToDouble(Double::doubleValue)
                .toArray();
        return new Example(probabilities, row.getInteger("truth") - 1, 1 / inclusion);
    }

    /** Holds from {@code validFrom} on, which lies ahead. */
    Future<Void> insert(SqlConnection tx, Due due, Fit fit, long labels, Instant now, Instant validFrom) {
        return tx.preparedQuery("""
                        insert into calibrations (model_version, valid_from, fitted_at, labels_until, temperature, sharpness,
                                                  labels, log_loss_before, log_loss_after)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        on conflict do nothing
                        """)
                .execute(Tuple.of(
                                due.version.number(),
                                utc(validFrom),
                                utc(now),
                                utc(due.labelsUntil),
                                due.temperature / fit.sharpness(),
                                fit.sharpness())
                        .addLong(labels)
                        .addDouble(fit.lossBefore())
                        .addDouble(fit.lossAfter()))
                .mapEmpty();
    }

    /** Newest first. */
    Future<List<Calibration>> history(SqlClient client, ModelVersion version, int limit) {
        return client.preparedQuery("""
                        select valid_from, labels_until, temperature, labels, log_loss_before, log_loss_after
                        from calibrations where model_version = $1 order by valid_from desc limit $2
                        """)
                .execute(Tuple.of(version.number(), limit))
                .map(rows -> list(
                        rows,
                        row -> new Calibration(
                                instant(row, "valid_from"),
                                instant(row, "labels_until"),
                                row.getDouble("temperature"),
                                row.getLong("labels"),
                                row.getDouble("log_loss_before"),
                                row.getDouble("log_loss_after"))));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
