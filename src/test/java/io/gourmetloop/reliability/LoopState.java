package io.gourmetloop.reliability;

import static io.gourmetloop.testing.Await.await;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import io.gourmetloop.platform.embedded.EmbeddedS3;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.StorageGate;
import io.gourmetloop.testing.Eventually;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Looks at the database and the buckets of a loop from outside, without the server's help. */
final class LoopState implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Connection database;
    private final StorageGate store;

    private LoopState(DatabaseConfig database, StorageConfig storage) {
        this.database = connect(database);
        this.store = await(StorageGate.open(vertx, storage));
    }

    static LoopState open(DatabaseConfig database, StorageConfig storage) {
        return new LoopState(database, storage);
    }

    /** Of the server that runs on this data folder. */
    static LoopState openEmbedded(Path dataFolder) {
        DatabaseConfig database = new DatabaseConfig(null, "", new Secret(""), 2, 8, Duration.ofSeconds(5));
        StorageConfig storage = new StorageConfig(
                null,
                "us-east-1",
                "",
                new Secret(""),
                "",
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                new Bytes(0));
        return new LoopState(
                EmbeddedPostgres.locate(dataFolder, database).orElseThrow(),
                EmbeddedS3.locate(dataFolder, storage).orElseThrow());
    }

    private static Connection connect(DatabaseConfig config) {
        try {
            return DriverManager.getConnection(
                    "jdbc:" + config.url(), config.user(), config.password().reveal());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot connect to " + config.url(), e);
        }
    }

    void assertKept(Set<String> acknowledged) {
        Eventually.holds("all deliveries done", Duration.ofMinutes(2), () -> count("outbox where state = 'open'") == 0);
        assertThat(count("outbox where state = 'dead'")).as("dead deliveries").isZero();
        assertThat(count("photo_spool")).as("photos that still wait").isZero();
        assertThat(texts("select id::text from predictions")).containsAll(acknowledged);
        assertThat(keys(Bucket.PRODUCTION, "")).containsAll(texts("select photo_key from predictions"));
        Set<String> tasks = texts("""
                select 'tasks/' || stream || '/' || prediction_id || '.json' from sampling_ledger
                where task_purpose is not null
                """);
        assertThat(tasks).as("the sampling must have chosen some").isNotEmpty();
        assertThat(keys(Bucket.LABELSTUDIO, "tasks/")).as("task files").isEqualTo(tasks);
        assertThat(texts("select task_key from tasks")).as("rows of tasks").isEqualTo(tasks);
        assertThat(keys(Bucket.LABELSTUDIO, "photos/")).containsAll(texts("select photo_key from tasks"));
    }

    long predictions() {
        return count("predictions");
    }

    private long count(String from) {
        return Long.parseLong(
                texts("select count(*)::text from " + from).iterator().next());
    }

    private Set<String> texts(String sql) {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Set<String> texts = new HashSet<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Set<String> keys(Bucket bucket, String prefix) {
        Set<String> keys = new HashSet<>();
        String after = "";
        while (true) {
            ListPage page = await(store.list(bucket, prefix, after, 1000));
            keys.addAll(page.objects().stream()
                    .map(ObjectInfo::key)
                    .map(Object::toString)
                    .collect(toSet()));
            if (page.next().isEmpty()) {
                return keys;
            }
            after = page.next().get();
        }
    }

    @Override
    public void close() {
        store.close();
        await(vertx.close());
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
