package io.gourmetloop.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.app.Terminal;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.LabelStudio;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The doctor looks at a real Label Studio, in health and with faults that are planted by settings. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelStudioDoctorIT {
    /** Forbidden to every Label Studio of these tests. */
    private static final String FORBIDDEN = "http://169.254.1.1:9000";

    private final DatabaseConfig database = Backing.database();
    private LabelStudio studio;
    private RunningApp app;
    private Map<String, String> settings;

    @TempDir
    private Path home;

    @BeforeAll
    void start() {
        studio = LabelStudio.start();
        int port = LabelStudio.freePort();
        settings = new HashMap<>(studio.settings());
        settings.putAll(Map.of(
                "GOURMETLOOP_HTTP_HOST", "0.0.0.0",
                "GOURMETLOOP_HTTP_PORT", Integer.toString(port),
                "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_URL", studio.atTest(port).toString(),
                "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_SECRET", "a secret of this test",
                "GOURMETLOOP_LABEL_STUDIO_ML_BACKEND", "true",
                "GOURMETLOOP_LABEL_STUDIO_SETUP", "0",
                "GOURMETLOOP_LABEL_STUDIO_SYNC", "0",
                "GOURMETLOOP_LABEL_STUDIO_RECONCILE", "0"));
        app = RunningApp.start(database, studio.storage(), settings);
        settings.putAll(RunningApp.coordinates(database, studio.storage()));
        Browserless.Answer run = app.admin().post("/api/v1/jobs/label-studio-setup/runs");
        assertThat(run.json().getString("state")).as(run.body()).isEqualTo("succeeded");
    }

    @AfterAll
    void stop() {
        if (app != null) {
            app.close();
        }
        if (studio != null) {
            studio.close();
        }
    }

    @Test
    void all_is_well() {
        JsonObject report = doctor(0, Map.of());

        assertThat(report.getBoolean("healthy")).isTrue();
        assertThat(found(report, "label-studio-version")).isEqualTo("ok: 1.23.2");
        assertThat(found(report, "label-studio-token")).startsWith("ok: a legacy token of anna@example.org");
        assertThat(found(report, "label-studio-storage")).startsWith("ok: it reads the bucket ");
        assertThat(found(report, "label-studio-webhook")).startsWith("ok: what it announces arrives at ");
        assertThat(found(report, "label-studio-ml-backend")).startsWith("ok: 'Active Learning' asks ");
        assertThat(found(report, "label-studio-clock")).matches("(ok|skipped): .+");
        assertThat(studio.list("/api/webhooks/").encode())
                .as("nothing is left behind")
                .doesNotContain("probe=");
    }

    @Test
    void a_token_that_is_wrong() {
        JsonObject report = doctor(1, Map.of("GOURMETLOOP_LABEL_STUDIO_TOKEN", "f".repeat(40)));

        assertThat(found(report, "label-studio-token")).startsWith("failed: ").contains("does not accept");
        assertThat(found(report, "label-studio-webhook")).startsWith("skipped: ");
    }

    @Test
    void protection_against_requests_to_private_networks() {
        JsonObject report = doctor(
                1,
                Map.of(
                        "GOURMETLOOP_LABEL_STUDIO_S3_ENDPOINT", FORBIDDEN,
                        "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_URL", FORBIDDEN));

        assertThat(found(report, "label-studio-storage"))
                .startsWith("failed: Label Studio refuses addresses of private networks");
        assertThat(remedy(report, "label-studio-storage")).contains("S3_ENDPOINT");
        assertThat(found(report, "label-studio-webhook"))
                .startsWith("failed: Label Studio refuses addresses of private networks");
        assertThat(remedy(report, "label-studio-webhook")).contains("USER_ADDITIONAL_BANNED_SUBNETS");
    }

    @Test
    void keys_that_do_not_open_the_bucket() {
        JsonObject report = doctor(
                1,
                Map.of(
                        "GOURMETLOOP_LABEL_STUDIO_S3_ACCESS_KEY",
                        studio.storage().accessKey(),
                        "GOURMETLOOP_LABEL_STUDIO_S3_SECRET_KEY",
                        "guessed by a test"));

        assertThat(found(report, "label-studio-keys")).startsWith("failed: cannot write to ");
        assertThat(found(report, "label-studio-storage")).startsWith("failed: ");
        assertThat(remedy(report, "label-studio-storage")).contains("label-studio.s3-access-key");
    }

    @Test
    void a_secret_that_the_server_does_not_have() {
        JsonObject report = doctor(1, Map.of("GOURMETLOOP_LABEL_STUDIO_WEBHOOK_SECRET", "another secret of this test"));

        assertThat(found(report, "label-studio-webhook")).contains("does not arrive");
        assertThat(remedy(report, "label-studio-webhook")).contains("the same label-studio.webhook-secret");
    }

    private static String found(JsonObject report, String check) {
        JsonObject found = check(report, check);
        return found.getString("verdict") + ": " + found.getString("found");
    }

    private static String remedy(JsonObject report, String check) {
        return check(report, check).getString("remedy");
    }

    private static JsonObject check(JsonObject report, String check) {
        return report.getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("check").equals(check))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject doctor(int exit, Map<String, String> planted) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(planted);
        Terminal terminal = new Terminal(environment, home);

        int ended = terminal.run("doctor", "--json", "--url", app.address().toString());

        assertThat(ended).as(terminal.told() + terminal.complained()).isEqualTo(exit);
        return new JsonObject(terminal.told());
    }
}
