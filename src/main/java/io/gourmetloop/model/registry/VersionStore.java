package io.gourmetloop.model.registry;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Sha256;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Tables {@code model_versions}, where nothing ever changes, and {@code model_aliases}, where nothing is ever taken away. */
final class VersionStore {
    private static final String PRODUCTION = "production";

    private final Pool pool;

    VersionStore(Pool pool) {
        this.pool = pool;
    }

    Future<Optional<ModelVersion>> bySha256(Sha256 graph) {
        return pool.preparedQuery("select number from model_versions where sha256 = $1")
                .execute(Tuple.of(graph.hex()))
                .map(VersionStore::version);
    }

    /** Digest of the version's graph. Fails with NOT_FOUND. */
    Future<Sha256> sha256(ModelVersion version) {
        return pool.preparedQuery("select sha256 from model_versions where number = $1")
                .execute(Tuple.of(version.number()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new Failure(ErrorCode.NOT_FOUND, "There is no model version " + version);
                    }
                    return new Sha256(rows.iterator().next().getString("sha256"));
                });
    }

    /** Takes the next number; other servers wait here until this transaction ends. */
    Future<ModelVersion> insert(SqlConnection tx, ModelArtifacts model) {
        return tx.query("lock table model_versions in share row exclusive mode")
                .execute()
                .compose(locked -> tx.preparedQuery("""
                                insert into model_versions (number, name, sha256, labels, manifest)
                                select coalesce(max(number), 0) + 1, $1, $2, $3, $4 from model_versions
                                returning number
                                """)
                        .execute(Tuple.of(
                                model.name(),
                                model.graphDigest().hex(),
                                model.labels().inOrder().stream()
                                        .map(Label::text)
                                        .toArray(String[]::new),
                                model.description())))
                .map(rows -> version(rows).orElseThrow());
    }

    Future<Void> activate(ModelVersion version, String by, Instant now) {
        return pool.preparedQuery(
                        "insert into model_aliases (alias, version, activated_by, activated_at) values ($1, $2, $3, $4)")
                .execute(Tuple.of(PRODUCTION, version.number(), by, now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /** All versions that ever served: the one that serves first, then the one before it. */
    Future<List<ModelVersion>> history() {
        return pool.preparedQuery("""
                        select version as number from model_aliases
                        where alias = $1
                        group by version
                        order by max(id) desc
                        """)
                .mapping(row -> new ModelVersion(row.getInteger("number")))
                .execute(Tuple.of(PRODUCTION))
                .map(rows -> rows.stream().toList());
    }

    private static Optional<ModelVersion> version(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(new ModelVersion(rows.iterator().next().getInteger("number")));
    }
}
