package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Since when each version serves, or from when until when it last did. */
record Activations(Map<ModelVersion, Window> latest) {
    static Future<Activations> read(SqlConnection tx, Instant now) {
        return tx.query("""
                        select version, activated_at from model_aliases where alias = 'production' order by id
                        """).execute().map(rows -> of(rows, now));
    }

    private static Activations of(Iterable<Row> rows, Instant now) {
        Map<ModelVersion, Window> latest = new LinkedHashMap<>();
        ModelVersion serving = null;
        for (Row row : rows) {
            ModelVersion version = new ModelVersion(row.getInteger("version"));
            Instant start = row.getOffsetDateTime("activated_at").toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (version.equals(serving)) {
                continue;
            }
            if (serving != null) {
                latest.computeIfPresent(
                        serving, (before, window) -> new Window(before, Window.ACTIVATION, window.start(), start));
            }
            latest.put(version, new Window(version, Window.ACTIVATION, start, now));
            serving = version;
        }
        return new Activations(latest);
    }

    /** Empty for a version that never served: a candidate that answers in the shadow. */
    Optional<Window> of(ModelVersion version) {
        return Optional.ofNullable(latest.get(version));
    }
}
