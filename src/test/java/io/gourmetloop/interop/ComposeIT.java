package io.gourmetloop.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Compose;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole system, started as its README says and asked from outside, as shipped: no setting is changed but the ports. All
 * services run but Grafana, whose image not every machine can fetch.
 */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIT {
    private static final List<String> SERVICES = List.of("server", "label-studio", "prometheus");
    /** An image that was never built takes a download of what it is built from. */
    private static final Duration BUILD_AND_START = Duration.ofMinutes(25);

    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Pattern PASSWORD = Pattern.compile("GourmetLoop .* admin +(\\w+)");

    private Compose compose;
    private URI server;
    private Browserless admin;
    private Browserless studio;

    @BeforeAll
    void start() {
        compose = Compose.prepare(Map.of());
        compose.up(BUILD_AND_START, SERVICES);
        server = compose.address("server", 8080);
        admin = new Browserless(server)
                .with(
                        "Authorization",
                        "Bearer "
                                + compose.call("exec", "-T", "server", "cat", "/data/secrets/cli-token")
                                        .strip());
        studio = new Browserless(compose.address("label-studio", 8080))
                .with("Authorization", "Token " + kept("label-studio-token"));
        Eventually.holds("all projects are set up", SOON, () -> projects().size() == 4 && isSetUp());
    }

    @AfterAll
    void stop() {
        if (compose != null) {
            compose.close();
        }
    }

    @Test
    void the_passwords_that_it_tells_are_right() {
        assertThat(new Browserless(server)
                        .post("/api/v1/session", credentials())
                        .status())
                .isEqualTo(200);
    }

    private JsonObject credentials() {
        Matcher password = PASSWORD.matcher(compose.call("run", "--rm", "-T", "--no-deps", "secrets", "show"));
        assertThat(password.find()).isTrue();
        return new JsonObject().put("name", "admin").put("password", password.group(1));
    }

    private String kept(String secret) {
        return compose.call(
                "run", "--rm", "-T", "--no-deps", "--entrypoint", "cat", "secrets", "/secrets/kept/" + secret);
    }

    private boolean isSetUp() {
        return admin.get("/api/v1/jobs/label-studio-setup/runs?limit=1").json().getJsonArray("runs").stream()
                .anyMatch(run -> "succeeded".equals(((JsonObject) run).getString("state")));
    }

    private List<JsonObject> projects() {
        return studio.get("/api/projects?page_size=100").json().getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void everything_that_the_server_needs_is_up() {
        JsonObject readiness = new Browserless(server).get("/ready").json();

        assertThat(readiness.getString("status")).as(readiness.encode()).isEqualTo("ready");
        assertThat(readiness.getJsonObject("dependencies").fieldNames())
                .contains("database", "storage", "label-studio");
    }

    @Test
    void every_project_has_its_storages_and_a_webhook_at_the_server() {
        assertThat(projects())
                .extracting(project -> project.getString("title"))
                .containsExactlyInAnyOrder(
                        "Random Sampling Review", "Low Confidence Review", "User Feedback Review", "Active Learning");
        assertThat(projects()).allSatisfy(project -> {
            String of = "?project=" + project.getLong("id");
            assertThat(list("/api/storages/s3" + of)).hasSize(1);
            assertThat(list("/api/storages/export/s3" + of)).hasSize(1);
            assertThat(list("/api/webhooks/" + of))
                    .singleElement()
                    .satisfies(webhook -> assertThat(webhook.getString("url"))
                            .startsWith("http://server.gourmetloop.internal:8080/"));
        });
    }

    private List<JsonObject> list(String path) {
        return new JsonArray(studio.get(path).body())
                .stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void a_photo_that_a_user_objects_to_is_labeled_in_label_studio() {
        Browserless user = new Browserless(server);
        String photo = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(7, 640, 480))
                .json()
                .getString("prediction_id");
        assertThat(user.post("/api/v1/feedback", new JsonObject().put("prediction_id", photo))
                        .status())
                .isEqualTo(201);

        Eventually.holds("its task is there", SOON, () -> !tasks(photo).isEmpty());
        JsonObject task = tasks(photo).get(0);
        Browserless.Answer shown = studio.get(
                URI.create(task.getJsonObject("data").getString("image")).getRawSchemeSpecificPart());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("content-type")).isEqualTo("image/jpeg");

        String label = admin.get("/api/classes").json().getJsonArray("classes").getString(2);
        Browserless.Answer annotated =
                studio.post("/api/tasks/" + task.getLong("id") + "/annotations/", StudioLoop.choice(label));
        assertThat(annotated.status()).as(annotated.body()).isEqualTo(201);

        Eventually.holds(
                "its truth is there", SOON, () -> label.equals(prediction(photo).getString("human_label")));
        assertThat(prediction(photo).getString("state")).isEqualTo("LABELED");
    }

    private List<JsonObject> tasks(String photo) {
        return projects().stream()
                .flatMap(
                        project -> studio
                                .get("/api/tasks?fields=all&project=" + project.getLong("id"))
                                .json()
                                .getJsonArray("tasks")
                                .stream())
                .map(JsonObject.class::cast)
                .filter(task -> photo.equals(task.getJsonObject("data").getString("prediction_id")))
                .toList();
    }

    private JsonObject prediction(String id) {
        return admin.get("/api/v1/predictions/" + id).json();
    }

    @Test
    void prometheus_scrapes_the_server() {
        Eventually.holds(
                "its target is up",
                SOON,
                () -> targets()
                        .anyMatch(target -> target.getString("scrapeUrl").startsWith("http://server:8081/")
                                && "up".equals(target.getString("health"))));
    }

    private Stream<JsonObject> targets() {
        String answer = compose.call(
                "exec", "-T", "prometheus", "wget", "-q", "-O", "-", "http://127.0.0.1:9090/api/v1/targets");
        return new JsonObject(answer)
                .getJsonObject("data").getJsonArray("activeTargets").stream().map(JsonObject.class::cast);
    }

    @Test
    void the_server_is_nobody_special_and_writes_to_its_volume_alone() {
        assertThat(compose.call("exec", "-T", "server", "id", "-u").strip()).isEqualTo("10001");
        assertThatThrownBy(() -> compose.call("exec", "-T", "server", "touch", "/opt/gourmetloop/new"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Read-only file system");
        assertThatThrownBy(() -> compose.call("exec", "-T", "server", "cat", "/secrets/minio-password"))
                .hasMessageContaining("Permission denied");
    }

    @Test
    void commands_work_inside_of_the_image() {
        assertThat(compose.call("exec", "-T", "server", "gourmetloop", "label-studio", "setup"))
                .contains("All projects are as they should be");
    }

    @Test
    void grafana_reads_what_its_panels_show_and_no_account() {
        assertThat(asGrafana("select count(*) from estimates")).matches("[0-9]+\\s*");
        assertThatThrownBy(() -> asGrafana("select * from accounts")).hasMessageContaining("permission denied");
    }

    private String asGrafana(String query) {
        return compose.call(
                "exec",
                "-T",
                "postgres",
                "sh",
                "-c",
                "PGPASSWORD=$(cat /secrets/grafana-role-password)"
                        + " psql -X -A -t -h 127.0.0.1 -U grafana -d gourmetloop -c '" + query + "'");
    }

    @Test
    void label_studio_sees_one_bucket_alone() {
        String storage = kept("label-studio-storage");

        assertThat(kept("storage")).isNotEqualTo(storage);
        assertThat(compose.call("logs", "storage-users"))
                .contains("gourmetloop may use all buckets", "label-studio may use the bucket labelstudio alone");
    }

    @Test
    void a_second_start_changes_no_secret() {
        String before = fingerprints();

        compose.call("stop", "server");
        compose.up(START, SERVICES);

        assertThat(fingerprints()).isEqualTo(before);
        assertThat(new Browserless(server).get("/ready").status()).isEqualTo(200);
    }

    private String fingerprints() {
        return compose.call(
                "run",
                "--rm",
                "-T",
                "--no-deps",
                "--entrypoint",
                "sh",
                "secrets",
                "-c",
                "cd /secrets/kept && sha256sum *");
    }
}
