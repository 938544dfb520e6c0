package io.gourmetloop.app.server;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.model.registry.Registry;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.storage.StorageGate;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model a server starts with when one of them does not load. */
class ModelsTest {
    private static final String SHIPPED = "/models/dishes10/";

    @TempDir
    Path folder;

    private final DatabaseConfig database = Backing.database();
    private final StorageConfig storage = Backing.storage();

    @Test
    void a_model_that_does_not_load_is_refused_and_becomes_no_version() throws IOException {
        Map<String, String> named =
                Map.of("GOURMETLOOP_MODEL_INITIAL", brokenGraph().toString());

        assertThatThrownBy(() -> RunningApp.start(database, storage, named))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining("ONNX Runtime refuses its graph");
        try (Traces traces = new Traces(database, storage)) {
            assertThat(traces.count("model_versions")).isZero();
        }
        try (RunningApp app = RunningApp.start(database, storage, Map.of())) {
            assertServes(app, "v1");
        }
    }

    /** Only the manifest was wrong: the same graph is taken once it is put right. */
    @Test
    void a_manifest_that_was_put_right_is_taken() throws IOException {
        JsonObject manifest = shippedManifest();
        Path model =
                write(manifest.copy().put("labels", new JsonArray().add("Soup").add("Bread")), shipped("model.onnx"));
        Map<String, String> named = Map.of("GOURMETLOOP_MODEL_INITIAL", model.toString());

        assertThatThrownBy(() -> RunningApp.start(database, storage, named))
                .hasMessageContaining("10 logits for 2 labels");
        var unused = write(manifest, shipped("model.onnx"));
        try (RunningApp app = RunningApp.start(database, storage, named)) {
            assertServes(app, "v1");
        }
    }

    /** The state in which older releases left their data when an operator named a broken model. */
    @Test
    void where_the_serving_version_does_not_load_the_one_before_it_serves_again() throws IOException {
        RunningApp.start(database, storage, Map.of()).close();
        registerUntried(brokenGraph(), new ModelVersion(2));
        try (Traces traces = new Traces(database, storage)) {
            assertThat(traces.count(
                            "(select version from model_aliases order by id desc limit 1) last where version = 2"))
                    .isOne();

            for (int start = 1; start <= 2; start++) {
                try (RunningApp app = RunningApp.start(database, storage, Map.of())) {
                    assertServes(app, "v1");
                }
                assertThat(traces.count("model_aliases where version = 1")).isEqualTo(2);
            }
        }
    }

    @Test
    void where_no_version_loads_the_shipped_model_serves() throws IOException {
        registerUntried(brokenGraph(), new ModelVersion(1));

        try (RunningApp app = RunningApp.start(database, storage, Map.of())) {
            assertServes(app, "v2");
        }
    }

    private void registerUntried(Path model, ModelVersion expected) {
        Vertx vertx = Vertx.vertx();
        try {
            Database opened = await(Database.open(vertx, database));
            StorageGate store = await(StorageGate.open(vertx, storage));
            Registry registry = new Registry(
                    vertx,
                    opened,
                    store,
                    folder.resolve("cache"),
                    (version, untried) -> Future.succeededFuture(),
                    Clock.systemUTC());
            ModelVersion version = await(registry.register(model));
            assertThat(version).isEqualTo(expected);
            await(registry.activate(version, "a test"));
        } finally {
            await(vertx.close());
        }
    }

    private static void assertServes(RunningApp app, String version) {
        Browserless anybody = new Browserless(app.address());
        assertThat(anybody.get("/model/version").json().getString("version")).isEqualTo(version);
        assertThat(anybody.upload("/api/v1/predictions", "a.jpg", Pictures.jpeg(1, 300, 200))
                        .json()
                        .getString("model_version"))
                .isEqualTo(version);
    }

    private Path brokenGraph() throws IOException {
        byte[] graph = "this is no graph".getBytes(StandardCharsets.UTF_8);
        return write(shippedManifest().put("sha256", Sha256.of(graph).hex()), graph);
    }

    @CanIgnoreReturnValue
    private Path write(JsonObject manifest, byte[] graph) throws IOException {
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("model.json"), manifest.encode());
        Files.write(model.resolve("model.onnx"), graph);
        return model;
    }

    private static JsonObject shippedManifest() throws IOException {
        return new JsonObject(new String(shipped("model.json"), StandardCharsets.UTF_8));
    }

    private static byte[] shipped(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ModelsTest.class.getResourceAsStream(SHIPPED + name))) {
            return in.readAllBytes();
        }
    }
}
