package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One image from its upload to its label; its state follows from what happened, so nobody can set it. */
class LifeCycleTest {
    private static final String PREDICTIONS = "/api/v1/predictions/";
    private static final String TASKS = "/api/v1/annotator/tasks/";

    private final RunningApp app = RunningApp.shared();
    private final Browserless user = new Browserless(app.address());

    @Test
    void an_image_is_sampled_labeled_and_done_and_a_done_task_takes_no_second_answer() {
        Browserless annotator = app.account("life-annotator", AccountRole.ANNOTATOR);
        String id = user.upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(81, 300, 200))
                .json()
                .getString("prediction_id");
        assertThat(state(id)).isIn("NEW", "SAMPLED", "IN_LABELING");
        ProblemAssert.that(annotator.get(PREDICTIONS + id + "/photo"), 404, "NOT_FOUND");

        user.post("/api/v1/feedback", new JsonObject().put("prediction_id", id));
        Eventually.holds(
                "the task is there", Duration.ofSeconds(30), () -> state(id).equals("IN_LABELING"));
        assertThat(annotator.get(TASKS + id + "/photo").response().body())
                .isEqualTo(user.get(PREDICTIONS + id + "/photo").response().body());

        assertThat(annotate(annotator, id).status()).isEqualTo(201);
        ProblemAssert.that(annotate(annotator, id), 409, "CONFLICT");
        assertThat(app.admin().post("/api/v1/jobs/annotation-sync/runs").json().getString("state"))
                .isEqualTo("succeeded");

        assertThat(state(id)).isEqualTo("LABELED");
        ProblemAssert.that(annotate(app.account("life-late", AccountRole.ANNOTATOR), id), 409, "CONFLICT");
        ProblemAssert.that(annotator.get(TASKS + id + "/photo"), 404, "NOT_FOUND");
        assertThat(found("human_label=Baklava&state=LABELED")).contains(id);
        assertThat(found("human_label=Bibimbap")).doesNotContain(id);
    }

    @Test
    void tasks_and_their_photos_are_for_annotators() {
        Browserless viewer = app.account("life-viewer", AccountRole.VIEWER);

        ProblemAssert.that(user.get(TASKS + "any/photo"), 401, "NOT_LOGGED_IN");
        ProblemAssert.that(viewer.get(TASKS + "any/photo"), 403, "FORBIDDEN");
        ProblemAssert.that(annotate(viewer, "any"), 403, "FORBIDDEN");
        ProblemAssert.that(app.admin().get(TASKS + "any/photo"), 404, "NOT_FOUND");
    }

    private static Answer annotate(Browserless annotator, String task) {
        return annotator.post(
                TASKS + task + "/annotations",
                new JsonObject().put("outcome", "label").put("label", "Baklava").put("lead_time", 1.5));
    }

    private String state(String id) {
        return app.admin().get(PREDICTIONS + id).json().getString("state");
    }

    private String found(String query) {
        return app.admin().get("/api/v1/predictions?limit=200&" + query).body();
    }
}
