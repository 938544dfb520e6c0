package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.config.ChecksConfig;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Chooses the windows. The reference are the first answers of a version, and never more than half of all; the current side
 * is the last day, reaching further back while it has too few photos, though never into the reference.
 */
final class WindowRule {
    private final Pool pool;
    private final ChecksConfig config;
    private final Clock clock;

    WindowRule(Pool pool, ChecksConfig config, Clock clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    /** Empty as long as the version has answered fewer than two photos. */
    Future<Optional<Windows>> windows(CheckRequest request) {
        return version(request).compose(version -> windows(request, version));
    }

    private Future<Optional<Windows>> windows(CheckRequest request, ModelVersion version) {
        CheckRequest.Span reference = request.reference();
        CheckRequest.Span current = request.current();
        return reference == null || current == null
                ? byRule(version)
                : Future.succeededFuture(Optional.of(new Windows(version, reference.side(), current.side())));
    }

    private Future<ModelVersion> version(CheckRequest request) {
        ModelVersion asked = request.version();
        return asked == null ? serving() : Future.succeededFuture(asked);
    }

    private Future<ModelVersion> serving() {
        return pool.query("select version from model_aliases where alias = 'production' order by id desc limit 1")
                .execute()
                .map(rows -> first(rows)
                        .map(row -> new ModelVersion(row.getInteger("version")))
                        .orElseThrow(() -> new Failure(ErrorCode.NO_MODEL, "No version serves yet; name one")));
    }

    /** Reads at most twice as many index entries as photos are compared, however long the history. */
    private Future<Optional<Windows>> byRule(ModelVersion version) {
        return pool.preparedQuery("""
                        with first_ones as (
                            select id, row_number() over (order by id) as place
                            from predictions where model_version = $1 order by id limit 2 * $2::integer
                        ), half as (
                            select least($2::integer, count(*) / 2) as photos from first_ones
                        ), last_ones as (
                            select id from predictions where model_version = $1 order by id desc limit $3::integer
                        )
                        select (select id from first_ones where place = 1) as start,
                               (select id from first_ones, half where place = half.photos + 1) as boundary,
                               (select id from last_ones order by id limit 1) as least_start,
                               half.photos
                        from half
                        """)
                .execute(Tuple.of(version.number(), config.photos(), config.leastPhotos()))
                .map(rows -> first(rows).flatMap(row -> windows(version, row)));
    }

    private Optional<Windows> windows(ModelVersion version, Row row) {
        if (row.getLong("photos") == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant boundary = moment(row, "boundary");
        Instant enough = moment(row, "least_start");
        Instant window = now.minus(config.window());
        Instant start = window.isBefore(enough) ? window : enough;
        return Optional.of(new Windows(
                version,
                new Side(moment(row, "start"), boundary, 0),
                new Side(start.isBefore(boundary) ? boundary : start, now.plusMillis(1), 0)));
    }

    private static Instant moment(Row row, String column) {
        UUID id = row.getUUID(column);
        return new PredictionId(id).createdAt();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}
