package io.gourmetloop.loop.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole way: photos through the door, a run, its figures and its report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckRunsIT {
    private static final String RUNS = "/api/v1/checks/runs";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int A_SIDE = 40;

    private RunningApp app;
    private Browserless admin;
    private Instant lightsOut = Instant.EPOCH;

    @BeforeAll
    void lightsGoOut() {
        app = RunningApp.start(Map.of(
                "GOURMETLOOP_SCHEDULE_CHECKS", "0",
                "GOURMETLOOP_CHECKS_ROBUSTNESS_PHOTOS", "0",
                "GOURMETLOOP_CHECKS_PROPERTY_DRIFT_BLOCKS_TRAINING", "true"));
        admin = app.admin();
        for (int i = 0; i < A_SIDE; i++) {
            send(Pictures.jpeg(i, 160, 120));
        }
        lightsOut = Instant.now();
        for (int i = A_SIDE; i < 2 * A_SIDE; i++) {
            send(Pictures.dark(Pictures.jpeg(i, 160, 120)));
        }
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private void send(byte[] photo) {
        Answer answer = admin.upload("/api/v1/predictions", "dish.jpg", photo);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void a_run_compares_the_first_half_with_the_second_and_names_what_changed() {
        JsonObject run = run(new JsonObject());

        assertThat(run.getString("state")).isEqualTo("finished");
        assertThat(run.getJsonObject("reference").getInteger("photos")).isEqualTo(A_SIDE);
        assertThat(run.getJsonObject("current").getInteger("photos")).isEqualTo(A_SIDE);
        JsonObject drift = result(run, "property_drift");
        assertThat(drift.getString("status")).isEqualTo("fail");
        assertThat(drift.getString("summary")).contains("median");
        assertThat(drift.getJsonArray("details").encode()).contains("Brightness");
        assertThat(drift.getJsonArray("photos")).hasSize(8);
        assertThat(run.getBoolean("blocks_training"))
                .as("as this server is set")
                .isTrue();
        assertThat(result(run, "weak_segments").getString("status")).isEqualTo("not_enough_data");
    }

    @Test
    void a_report_is_kept_as_one_file_with_plots_and_photos_and_as_json() {
        long id = run(new JsonObject()).getLong("id");
        Answer report = admin.get(RUNS + "/" + id + "/report");

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.header("Content-Security-Policy")).contains("sandbox");
        assertThat(report.body())
                .contains("Picture properties", "<svg", "data:image/jpeg;base64,")
                .doesNotContain("<script", "http://", "https://", "url(");
        assertThat(app.traces().keys(Bucket.REPORTS, "checks/" + id + "/"))
                .containsExactlyInAnyOrder("checks/" + id + "/report.html", "checks/" + id + "/report.json");
    }

    @Test
    void photos_whose_looks_were_not_kept_are_described_from_the_store() {
        JsonObject before = result(run(new JsonObject()), "property_drift");
        app.traces().texts("delete from photo_features returning prediction_id::text");

        JsonObject after = result(run(new JsonObject()), "property_drift");

        assertThat(app.traces().count("photo_features where embedding is not null"))
                .isEqualTo(2 * A_SIDE);
        assertThat(after.getDouble("value")).isEqualTo(before.getDouble("value"));
        assertThat(after.getString("summary")).isEqualTo(before.getString("summary"));
    }

    @Test
    void windows_can_be_chosen() {
        JsonObject dark = span(lightsOut, Instant.now());
        JsonObject run = run(new JsonObject().put("reference", dark).put("current", dark));

        assertThat(result(run, "property_drift").getString("status")).isEqualTo("pass");
        assertThat(run.getJsonObject("reference").getInteger("photos")).isEqualTo(A_SIDE);
        assertThat(admin.post(RUNS, new JsonObject().put("reference", dark)).status())
                .isEqualTo(400);
        assertThat(admin.post(RUNS, new JsonObject().put("model_version", "v7")).status())
                .as("a version without answers")
                .isEqualTo(422);
    }

    @Test
    void one_run_at_a_time_and_one_that_lost_its_server_is_given_up() {
        app.traces().texts("""
                        insert into check_runs (trigger, state, model_version, started_at, reference_start, reference_end,
                                                reference_photos, current_start, current_end, current_photos)
                        values ('clock', 'running', 1, now(), now(), now(), 0, now(), now(), 0) returning id::text
                        """);
        assertThat(admin.post(RUNS).status()).isEqualTo(409);

        app.traces().texts("""
                        update check_runs set started_at = now() - interval '1 hour' where state = 'running' returning id::text
                        """);
        assertThat(run(new JsonObject()).getString("state")).isEqualTo("finished");
        assertThat(app.traces().count("check_runs where state = 'failed' and error like 'Its server%'"))
                .isPositive();
    }

    @Test
    void a_run_by_hand_is_in_the_history_of_its_job() {
        JsonObject run = run(new JsonObject());
        JsonObject newest = admin.get("/api/v1/jobs/checks/runs?limit=1")
                .json()
                .getJsonArray("runs")
                .getJsonObject(0);

        assertThat(newest.getString("trigger")).isEqualTo("hand");
        assertThat(Instant.parse(newest.getString("started_at")))
                .isCloseTo(Instant.parse(run.getString("started_at")), within(1, ChronoUnit.SECONDS));
        Eventually.holds(
                "the job has ended",
                PATIENCE,
                () -> app.traces()
                                .count("job_runs where id = " + newest.getLong("id") + " and state = 'succeeded'"
                                        + " and result like '%; 40 photos against 40'")
                        == 1);

        assertThat(admin.post(RUNS, new JsonObject().put("model_version", "v7")).status())
                .isEqualTo(422);
        assertThat(app.traces().count("job_runs where job = 'checks' and id > " + newest.getLong("id")))
                .as("what cannot be run is no run")
                .isZero();
    }

    @Test
    void the_figures_are_gauges() {
        assertThat(run(new JsonObject()).getString("state")).isEqualTo("finished");
        Browserless prometheus = new Browserless(app.managementAddress());
        Eventually.holds(
                "the gauges show the run",
                PATIENCE,
                () -> prometheus
                        .get("/ops/metrics")
                        .body()
                        .contains("gourmetloop_check_status{check=\"property_drift\"} 2.0"));
        String metrics = prometheus.get("/ops/metrics").body();

        assertThat(metrics).containsPattern("gourmetloop_check_value\\{check=\"property_drift\"\\} [01]\\.\\d+");
        assertThat(metrics).contains("gourmetloop_check_status{check=\"property_drift\"} 2.0");
        assertThat(metrics).doesNotContain("gourmetloop_check_status{check=\"weak_segments\"}");
        assertThat(metrics).containsPattern("gourmetloop_checks_last_run_timestamp_seconds 1\\.\\d+E9");
    }

    @Test
    void viewers_see_figures_and_admins_see_photos() {
        long id = run(new JsonObject()).getLong("id");
        Browserless viewer = app.account("viewer", AccountRole.VIEWER);

        assertThat(viewer.get(RUNS + "/" + id).status()).isEqualTo(200);
        assertThat(viewer.get(RUNS + "?limit=1").json().getJsonArray("runs")).hasSize(1);
        assertThat(viewer.get(RUNS + "/" + id + "/report").status()).isEqualTo(403);
        assertThat(viewer.post(RUNS).status()).isEqualTo(403);
        assertThat(viewer.get(RUNS + "/999999").status()).isEqualTo(404);
    }

    /** Starts a run and follows it to its end. */
    private JsonObject run(JsonObject request) {
        Answer started = admin.post(RUNS, request);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        String address = started.header("Location");
        Eventually.holds(
                "the run has ended",
                PATIENCE,
                () -> !admin.get(address).json().getString("state").equals("running"));
        return admin.get(address).json();
    }

    private static JsonObject result(JsonObject run, String check) {
        return run.getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .filter(result -> result.getString("name").equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject span(Instant start, Instant end) {
        return new JsonObject().put("start", start.toString()).put("end", end.toString());
    }
}
