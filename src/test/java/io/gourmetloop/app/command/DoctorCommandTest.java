package io.gourmetloop.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.app.Terminal;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorCommandTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    private final DatabaseConfig database = Backing.database();
    private final StorageConfig storage = Backing.storage();
    private RunningApp app;

    @TempDir
    private Path home;

    @BeforeAll
    void start() {
        app = RunningApp.start(database, storage, Map.of());
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private record Told(int exit, String text) {
        List<String> verdicts(String verdict) {
            return new JsonObject(text)
                    .getJsonArray("checks").stream()
                            .map(JsonObject.class::cast)
                            .filter(check -> check.getString("verdict").equals(verdict))
                            .map(check -> check.getString("check"))
                            .toList();
        }
    }

    @Test
    void all_is_well_without_label_studio() {
        Told told = doctor(Map.of(), "--json", "--url", app.address().toString());

        assertThat(told.exit()).as(told.text()).isZero();
        assertThat(new JsonObject(told.text()).getBoolean("healthy")).isTrue();
        assertThat(told.verdicts("failed")).isEmpty();
        assertThat(told.verdicts("ok"))
                .contains(
                        "server", "model", "database", "database-schema", "database-clock", "storage", "storage-clock");
        assertThat(told.verdicts("not_used"))
                .containsExactly(
                        "label-studio",
                        "label-studio-version",
                        "label-studio-token",
                        "label-studio-clock",
                        "label-studio-keys",
                        "label-studio-storage",
                        "label-studio-webhook",
                        "label-studio-ml-backend");
    }

    @Test
    void the_table_tells_what_to_do_below_what_is_wrong() {
        Told told = doctor(
                Map.of("GOURMETLOOP_STORAGE_SECRET_KEY", "guessed"),
                "--url",
                app.address().toString());

        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.text().lines())
                .anyMatch(line -> line.matches("server +ok +ready at http://.+"))
                .anyMatch(line -> line.matches("storage +FAILED +cannot write to .+"))
                .anyMatch(line -> line.matches(" +→ storage.endpoint has to be right, .+"))
                .last()
                .asString()
                .contains("1 failed", "8 not used");
    }

    @Test
    void without_a_server_what_does_not_need_it_is_looked_at_all_the_same() {
        Told told = doctor(Map.of(), "--json", "--url", NOBODY);

        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.verdicts("failed")).containsExactly("server");
        assertThat(told.verdicts("skipped")).containsExactly("model");
        assertThat(told.verdicts("ok")).contains("database", "storage");
    }

    @Test
    void what_runs_inside_of_the_server_is_looked_for_in_its_data_folder() {
        String elsewhere = home.resolve("elsewhere").toString();

        Told told = run(Map.of(), "--data", elsewhere, "--url", app.address().toString());

        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.text())
                .contains("no PostgreSQL runs on the data folder " + elsewhere)
                .contains("no S3 endpoint runs on the data folder " + elsewhere)
                .contains("→ name the data folder of the server by --data");
    }

    @Test
    void without_settings_it_is_the_server_alone_that_is_missing() {
        Told told = run(Map.of(), "--json", "--data", home.resolve("data").toString(), "--url", NOBODY);

        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.verdicts("failed")).containsExactly("server");
        assertThat(told.verdicts("skipped")).containsExactly("model", "database", "storage");
    }

    private Told doctor(Map<String, String> planted, String... options) {
        Map<String, String> settings = new HashMap<>(RunningApp.coordinates(database, storage));
        settings.putAll(planted);
        return run(settings, options);
    }

    private Told run(Map<String, String> environment, String... options) {
        Terminal terminal = new Terminal(environment, home);
        int exit = terminal.run(
                Stream.concat(Stream.of("doctor"), Stream.of(options)).toArray(String[]::new));
        return new Told(exit, terminal.told() + terminal.complained());
    }
}
