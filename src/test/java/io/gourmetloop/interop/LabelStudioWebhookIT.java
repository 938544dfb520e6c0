package io.gourmetloop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.LabelStudio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real Label Studio announces; no job looks for changes here. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelStudioWebhookIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SECRET = "a secret of this test";

    private LabelStudio studio;
    private StudioLoop loop;

    @BeforeAll
    void start() {
        studio = LabelStudio.start();
        int port = LabelStudio.freePort();
        loop = StudioLoop.start(
                studio,
                Map.of(
                        "GOURMETLOOP_HTTP_HOST",
                        "0.0.0.0",
                        "GOURMETLOOP_HTTP_PORT",
                        Integer.toString(port),
                        "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_URL",
                        studio.atTest(port).toString(),
                        "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_SECRET",
                        SECRET));
        loop.run("label-studio-setup");
    }

    @AfterAll
    void stop() {
        if (loop != null) {
            loop.close();
        }
        if (studio != null) {
            studio.close();
        }
    }

    @Test
    void a_second_set_up_leaves_the_webhooks_alone() {
        assertThat(loop.run("label-studio-setup")).isEqualTo("All projects are as they should be");
        assertThat(studio.list("/api/webhooks/?project=" + loop.project())).hasSize(1);
    }

    @Test
    void an_annotation_its_change_and_its_end_arrive_by_themselves() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);

        long annotation = loop.annotate(task, loop.labels().get(0));
        Eventually.holds(
                "it arrives",
                SOON,
                () -> loop.labels().get(0).equals(loop.prediction(photo).getString("human_label")));

        studio.call(
                "PATCH",
                "/api/annotations/" + annotation + "/",
                StudioLoop.choice(loop.labels().get(3)));
        Eventually.holds(
                "its change arrives",
                SOON,
                () -> loop.labels().get(3).equals(loop.prediction(photo).getString("human_label")));

        studio.call("DELETE", "/api/annotations/" + annotation + "/", null);
        Eventually.holds("its end arrives", SOON, () -> loop.annotations(photo).isEmpty());
    }

    @Test
    void the_end_of_a_task_arrives_by_itself() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);
        loop.annotate(task, loop.labels().get(0));
        Eventually.holds(
                "the annotation arrives", SOON, () -> loop.annotations(photo).size() == 1);

        studio.call("DELETE", "/api/tasks/" + task + "/", null);

        Eventually.holds("its end arrives", SOON, () -> loop.annotations(photo).isEmpty());
    }

    @Test
    void an_announcement_without_the_secret_is_refused_and_one_with_it_is_answered_at_once() {
        JsonObject event = new JsonObject()
                .put("action", "ANNOTATIONS_DELETED")
                .put("annotations", new JsonArray().add(new JsonObject().put("id", 987_654_321)));
        String path = "/api/v1/label-studio/webhook/random";
        Browserless stranger = new Browserless(loop.app.address());
        assertThat(stranger.post(path, event).status()).isEqualTo(403);
        assertThat(new Browserless(loop.app.address())
                        .with("X-GourmetLoop-Secret", SECRET + "?")
                        .post(path, event)
                        .status())
                .isEqualTo(403);

        Browserless studioItself = new Browserless(loop.app.address()).with("X-GourmetLoop-Secret", SECRET);

        assertThat(studioItself.post(path, event).status()).isEqualTo(204);
    }
}
