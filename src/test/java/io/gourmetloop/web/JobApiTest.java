package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Periodic jobs over HTTP; that each run happens once, {@code JobSchedulerTest} knows. */
class JobApiTest {
    private static final String PATH = "/api/v1/jobs";

    private final RunningApp app = RunningApp.shared();
    private final Browserless admin = app.admin();

    @Test
    void each_job_shows_its_clock_and_its_last_run() {
        assertThat(admin.post(PATH + "/orphan-sweep/runs").status()).isEqualTo(200);

        JsonArray jobs = admin.get(PATH).json().getJsonArray("jobs");

        assertThat(jobs.stream().map(job -> ((JsonObject) job).getString("name")))
                .contains(
                        "annotation-sync",
                        "estimates",
                        "noisy-sweep",
                        "sampling-sweep",
                        "outbox-cleanup",
                        "orphan-sweep");
        JsonObject sweep = job("orphan-sweep");
        assertThat(sweep.getString("schedule")).isEqualTo("1h");
        assertThat(sweep.getDouble("limit_seconds")).isEqualTo(600);
        assertThat(Instant.parse(sweep.getString("last_success_at"))).isBeforeOrEqualTo(Instant.now());
        assertThat(sweep.getString("next_run_at")).isNotNull();
        assertThat(sweep.getJsonObject("last_run").getString("state")).isEqualTo("succeeded");
    }

    @Test
    void a_job_runs_at_once_and_the_run_is_history() {
        JsonObject first = admin.post(PATH + "/orphan-sweep/runs").json();
        JsonObject second = admin.post(PATH + "/orphan-sweep/runs").json();

        JsonArray runs = admin.get(PATH + "/orphan-sweep/runs?limit=2").json().getJsonArray("runs");

        assertThat(first.getString("trigger")).isEqualTo("hand");
        assertThat(first.getString("state")).isEqualTo("succeeded");
        assertThat(Instant.parse(first.getString("finished_at")))
                .isAfterOrEqualTo(Instant.parse(first.getString("started_at")));
        assertThat(runs).containsExactly(second, first);
    }

    @Test
    void a_run_that_takes_longer_than_a_caller_waits_goes_on_behind_the_answer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                RunningApp slow = RunningApp.start(Map.of(
                        "GOURMETLOOP_HTTP_IDLE_TIMEOUT", "900ms",
                        "GOURMETLOOP_LABELING_ANNOTATOR", "label-studio",
                        "GOURMETLOOP_LABEL_STUDIO_URL", "http://127.0.0.1:" + silent.getLocalPort(),
                        "GOURMETLOOP_LABEL_STUDIO_TOKEN", "0123456789abcdef0123456789abcdef01234567",
                        "GOURMETLOOP_LABEL_STUDIO_SETUP", "0"))) {
            Answer begun = slow.admin().post(PATH + "/label-studio-setup/runs");

            assertThat(begun.status()).as(begun.body()).isEqualTo(202);
            assertThat(begun.json().getString("state")).isEqualTo("running");
            assertThat(slow.admin()
                            .get(PATH + "/label-studio-setup/runs")
                            .json()
                            .getJsonArray("runs"))
                    .containsExactly(begun.json());
        }
    }

    @Test
    void a_pause_stops_the_clock_and_not_the_hand() {
        String paused = PATH + "/noisy-sweep/paused";
        assertThat(admin.put(paused, new JsonObject().put("paused", true)).status())
                .isEqualTo(204);
        assertThat(job("noisy-sweep").getBoolean("paused")).isTrue();
        assertThat(admin.post(PATH + "/noisy-sweep/runs").status()).isEqualTo(200);
        assertThat(admin.put(paused, new JsonObject().put("paused", false)).status())
                .isEqualTo(204);
        assertThat(job("noisy-sweep").getBoolean("paused")).isFalse();
    }

    @Test
    void viewers_look_and_administrators_act() {
        Browserless viewer = app.account("job-viewer", AccountRole.VIEWER);

        assertThat(viewer.get(PATH).status()).isEqualTo(200);
        assertThat(viewer.get(PATH + "/estimates/runs").status()).isEqualTo(200);
        ProblemAssert.that(viewer.post(PATH + "/estimates/runs"), 403, "FORBIDDEN");
        ProblemAssert.that(
                viewer.put(PATH + "/estimates/paused", new JsonObject().put("paused", true)), 403, "FORBIDDEN");
        ProblemAssert.that(new Browserless(app.address()).get(PATH), 401, "NOT_LOGGED_IN");
    }

    @Test
    void a_job_that_is_not_there_is_not_found() {
        ProblemAssert.that(admin.post(PATH + "/brew-coffee/runs"), 404, "NOT_FOUND");
        ProblemAssert.that(admin.get(PATH + "/brew-coffee/runs"), 404, "NOT_FOUND");
        ProblemAssert.that(
                admin.put(PATH + "/brew-coffee/paused", new JsonObject().put("paused", true)), 404, "NOT_FOUND");
        ProblemAssert.that(admin.post("/api/v1/deliveries/987654321/replay"), 404, "NOT_FOUND");
    }

    private JsonObject job(String name) {
        return admin.get(PATH).json().getJsonArray("jobs").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
