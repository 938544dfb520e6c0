package io.gourmetloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import io.gourmetloop.platform.embedded.EmbeddedS3;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Traces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Looks at the database and the buckets of a loop from outside, without the server's help. */
final class LoopState implements AutoCloseable {
    private final Traces traces;

    private LoopState(DatabaseConfig database, StorageConfig storage) {
        this.traces = new Traces(database, storage);
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

    void assertKept(Set<String> acknowledged) {
        Eventually.holds(
                "all deliveries done", Duration.ofMinutes(2), () -> traces.count("outbox where state = 'open'") == 0);
        assertThat(traces.count("outbox where state = 'dead'"))
                .as("dead deliveries")
                .isZero();
        assertThat(traces.count("photo_spool")).as("photos that still wait").isZero();
        assertThat(traces.texts("select id::text from predictions")).containsAll(acknowledged);
        assertThat(traces.keys(Bucket.PRODUCTION, "")).containsAll(traces.texts("select photo_key from predictions"));
        Set<String> tasks = traces.texts("""
                select 'tasks/' || stream || '/' || prediction_id || '.json' from sampling_ledger
                where task_purpose is not null
                """);
        assertThat(tasks).as("the sampling must have chosen some").isNotEmpty();
        assertThat(traces.keys(Bucket.LABELSTUDIO, "tasks/")).as("task files").isEqualTo(tasks);
        assertThat(traces.texts("select task_key from tasks"))
                .as("rows of tasks")
                .isEqualTo(tasks);
        assertThat(traces.keys(Bucket.LABELSTUDIO, "photos/")).containsAll(traces.texts("select photo_key from tasks"));
    }

    long predictions() {
        return traces.count("predictions");
    }

    @Override
    public void close() {
        traces.close();
    }
}
