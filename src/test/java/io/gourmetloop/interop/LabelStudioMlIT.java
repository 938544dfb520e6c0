package io.gourmetloop.interop;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.LabelStudio;
import io.gourmetloop.testing.Pictures;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real Label Studio asks the serving model about the tasks of its active-learning project, and gets photos by links. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelStudioMlIT {
    private static final String PROJECT = "Active Learning";
    private static final byte[] DISH = Pictures.jpeg(5, 320, 240);

    private LabelStudio studio;
    private Map<String, String> settings;
    private StudioLoop loop;

    @BeforeAll
    void start() {
        studio = LabelStudio.start();
        int port = LabelStudio.freePort();
        settings = Map.of(
                "GOURMETLOOP_HTTP_HOST", "0.0.0.0",
                "GOURMETLOOP_HTTP_PORT", Integer.toString(port),
                "GOURMETLOOP_HTTP_PUBLIC_URL", "http://127.0.0.1:" + port,
                "GOURMETLOOP_LABEL_STUDIO_PHOTO_LINKS", "signed",
                "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_URL", studio.atTest(port).toString(),
                "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_SECRET", "a secret of this test",
                "GOURMETLOOP_LABEL_STUDIO_ML_BACKEND", "true");
        loop = StudioLoop.start(studio, settings);
        assertThat(loop.run("label-studio-setup")).contains("ML backend of 'Active Learning' connected");
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
    void the_active_learning_project_alone_is_connected_and_a_second_set_up_changes_nothing() {
        assertThat(loop.run("label-studio-setup")).isEqualTo("All projects are as they should be");

        JsonObject backend = backends(PROJECT).getJsonObject(0);
        assertThat(backends(PROJECT)).hasSize(1);
        assertThat(backend.getString("readable_state")).isEqualTo("Connected");
        assertThat(backend.getString("model_version")).isEqualTo("v1");
        assertThat(backend.getString("auth_method")).isEqualTo("BASIC_AUTH");
        assertThat(List.of("Random Sampling Review", "Low Confidence Review", "User Feedback Review"))
                .allSatisfy(project -> assertThat(backends(project)).isEmpty());
        assertThat(studio.list("/api/webhooks/?project=" + loop.project(PROJECT)))
                .as("the one without a secret, which Label Studio adds by itself, is gone")
                .singleElement()
                .asString()
                .contains("/api/v1/label-studio/webhook/active_learning");
    }

    @Test
    void a_task_that_is_opened_shows_what_the_model_says_and_how_sure_it_is() {
        JsonObject answered = new Browserless(loop.app.address())
                .upload("/api/v1/predictions", "dish.jpg", DISH)
                .json();
        long task = imported("train");

        JsonObject prediction = open(task).getJsonArray("predictions").getJsonObject(0);

        assertThat(prediction.getString("model_version")).isEqualTo("v1");
        assertThat(prediction.getDouble("score")).isCloseTo(answered.getDouble("confidence"), within(1e-6));
        assertThat(prediction
                        .getJsonArray("result")
                        .getJsonObject(0)
                        .getJsonObject("value")
                        .getJsonArray("choices"))
                .containsExactly(answered.getString("prediction"));
        assertThat(listed(task).getJsonArray("predictions").getJsonObject(0).getDouble("score"))
                .isCloseTo(answered.getDouble("confidence"), within(1e-6));
    }

    @Test
    void the_next_task_of_an_annotator_is_prefilled() {
        long task = imported("train");

        JsonObject next = studio.get("/api/projects/" + loop.project(PROJECT) + "/next");
        while (next.getLong("id") != task) {
            loop.annotate(next.getLong("id"), loop.labels().get(0));
            next = studio.get("/api/projects/" + loop.project(PROJECT) + "/next");
        }

        assertThat(next.getJsonArray("predictions")).hasSize(1);
    }

    @Test
    void a_blind_task_shows_nothing_even_where_it_does_not_belong() {
        assertThat(open(imported("evaluation")).getJsonArray("predictions")).isEmpty();
    }

    @Test
    void a_photo_is_shown_by_its_link_until_its_task_is_done() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);
        String image = open(task).getJsonObject("data").getString("image");
        assertThat(image).startsWith(loop.app.address() + "/api/v1/label-studio/photos/" + photo);
        String link = image.substring(loop.app.address().toString().length());
        Browserless page =
                new Browserless(loop.app.address()).with("Origin", studio.url().toString());

        Browserless.Answer shown = page.get(link);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Access-Control-Allow-Origin")).isEqualTo("*");

        loop.annotate(task, loop.labels().get(0));
        loop.run("label-studio-reconciliation");
        assertThat(page.get(link).status()).isEqualTo(404);
    }

    @Test
    void a_photo_of_elsewhere_is_not_fetched() {
        AtomicInteger asked = new AtomicInteger();
        int port = LabelStudio.freePort();
        var elsewhere = await(loop.vertx
                .createHttpServer()
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    var unused = request.response().end();
                })
                .listen(port, "0.0.0.0"));
        JsonObject made = studio.post(
                "/api/tasks/",
                new JsonObject()
                        .put("project", loop.project(PROJECT))
                        .put("data", new JsonObject().put("image", studio.atTest(port) + "/dish.jpg")));

        assertThat(open(made.getLong("id")).getJsonArray("predictions")).isEmpty();
        assertThat(asked).hasValue(0);
        await(elsewhere.close());
    }

    @Test
    void label_studio_finds_out_that_other_credentials_are_wrong() {
        JsonObject backend = backends(PROJECT).getJsonObject(0);
        JsonObject spoiled = new JsonObject()
                .put("project", loop.project(PROJECT))
                .put("url", backend.getString("url"))
                .put("auth_method", "BASIC_AUTH")
                .put("basic_auth_user", "label-studio")
                .put("basic_auth_pass", "guessed");

        assertThatThrownBy(() -> studio.call("PATCH", "/api/ml/" + backend.getLong("id"), spoiled))
                .hasMessageContaining("400")
                .hasMessageContaining("authentication parameters were");
    }

    @Test
    void without_the_switch_the_connection_ends() {
        Map<String, String> off = new HashMap<>(settings);
        off.put("GOURMETLOOP_LABEL_STUDIO_ML_BACKEND", "false");
        off.keySet()
                .removeAll(Set.of(
                        "GOURMETLOOP_HTTP_PORT",
                        "GOURMETLOOP_HTTP_PUBLIC_URL",
                        "GOURMETLOOP_LABEL_STUDIO_PHOTO_LINKS"));
        try (StudioLoop other = StudioLoop.start(studio, off)) {
            assertThat(other.run("label-studio-setup")).contains("ML backend of 'Active Learning' disconnected");
        }
        assertThat(backends(PROJECT)).isEmpty();

        assertThat(loop.run("label-studio-setup")).contains("ML backend of 'Active Learning' connected");
        assertThat(backends(PROJECT)).hasSize(1);
    }

    private JsonArray backends(String project) {
        return studio.list("/api/ml/?project=" + loop.project(project));
    }

    private JsonObject open(long task) {
        return studio.get("/api/tasks/" + task);
    }

    private JsonObject listed(long task) {
        return studio
                .get("/api/tasks?page_size=100&fields=all&project=" + loop.project(PROJECT))
                .getJsonArray("tasks")
                .stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getLong("id") == task)
                .findFirst()
                .orElseThrow();
    }

    /** A task of a photo that nobody has predicted; the id in Label Studio. */
    private long imported(String purpose) {
        String id = UUID.randomUUID().toString();
        await(loop.store.put(
                Bucket.LABELSTUDIO, ObjectKey.of("photos/" + id + ".jpg"), Buffer.buffer(DISH), "image/jpeg"));
        JsonObject data = new JsonObject()
                .put(
                        "image",
                        "s3://" + Bucket.LABELSTUDIO.name(studio.storage().bucketPrefix()) + "/photos/" + id + ".jpg")
                .put("task_id", id)
                .put("prediction_id", id)
                .put("stream", "active_learning")
                .put("purpose", purpose)
                .put("timestamp", "2026-11-20T16:31:00Z")
                .put("model_version", "v1")
                .put("ml_prediction", loop.labels().get(0))
                .put("confidence", 0.4);
        loop.put(
                "tasks/active_learning/" + id + ".json",
                new JsonObject().put("data", data).encode());
        loop.run("source-sync");
        List<Long> tasks = loop.tasks(loop.project(PROJECT), id);
        assertThat(tasks).hasSize(1);
        return tasks.get(0);
    }
}
