package io.gourmetloop.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String elsewhere = home.resolve("elsewhere").toString();

        int exit = run(
                Map.of(),
                out,
                "doctor",
                "--data",
                elsewhere,
                "--url",
                app.address().toString());

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .contains("no PostgreSQL runs on the data folder " + elsewhere)
                .contains("no S3 endpoint runs on the data folder " + elsewhere)
                .contains("→ name the data folder of the server by --data");
    }

    @Test
    void without_settings_it_is_the_server_alone_that_is_missing() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int exit = run(
                Map.of(),
                out,
                "doctor",
                "--json",
                "--data",
                home.resolve("data").toString(),
                "--url",
                NOBODY);

        Told told = new Told(exit, out.toString(UTF_8));
        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.verdicts("failed")).containsExactly("server");
        assertThat(told.verdicts("skipped")).containsExactly("model", "database", "storage");
    }

    private Told doctor(Map<String, String> planted, String... options) {
        Map<String, String> settings = new HashMap<>(RunningApp.coordinates(database, storage));
        settings.putAll(planted);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = new String[options.length + 1];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new Told(run(settings, out, arguments), out.toString(UTF_8));
    }

    private int run(Map<String, String> environment, ByteArrayOutputStream out, String... arguments) {
        ConfigurationLoader loader = new ConfigurationLoader(environment, home, home);
        Server server = (settings, banner) -> {};
        PrintStream print = new PrintStream(out, true, UTF_8);
        return new CommandLineInterface(loader, server, new Logging(), print, print).run(arguments);
    }
}
