package io.gourmetloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The product with a life of its own: users who send photos and object, annotators, jobs. */
final class Loop implements AutoCloseable {
    /** Half of the photos are blind tasks; the others become guided ones when their user objects. */
    private static final Map<String, String> SETTINGS = Map.of(
            "GOURMETLOOP_SAMPLING_RANDOM_RATE",
            "0.5",
            "GOURMETLOOP_SAMPLING_EVALUATION_SHARE",
            "0",
            "GOURMETLOOP_SCHEDULE_CHECKS",
            "0",
            "GOURMETLOOP_CHECKS_ROBUSTNESS_PHOTOS",
            "0");

    private final LongFunction<byte[]> photos;
    private final RunningApp app;
    private final Browserless user;
    private final Browserless annotator;
    private long seed = 1000;

    /** {@code photos}: another one for each number. */
    Loop(LongFunction<byte[]> photos) {
        this(photos, SETTINGS);
    }

    Loop(LongFunction<byte[]> photos, Map<String, String> settings) {
        this.photos = photos;
        this.app = RunningApp.start(settings);
        this.user = new Browserless(app.address());
        this.annotator = new Browserless(app.address());
        annotator.get("/api/v1/session");
        Answer login = annotator.post(
                "/api/v1/session", new JsonObject().put("name", "admin").put("password", app.adminPassword()));
        assertThat(login.status()).as(login.body()).isEqualTo(200);
    }

    RunningApp app() {
        return app;
    }

    /** Sends photos, and objects to all answers, until so many tasks of each kind wait for the annotator. */
    void fill(int blind, int guided) {
        JsonObject progress = progress();
        while (progress.getInteger("open_blind") < blind
                || progress.getInteger("open") - progress.getInteger("open_blind") < guided) {
            object(send(photos.apply(seed++)).getString("prediction_id"));
            progress = progress();
        }
    }

    /** Returns the prediction. */
    JsonObject send(byte[] photo) {
        Answer answer = user.upload("/api/v1/predictions", "dish.jpg", photo);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    /** Sends photos until there is one that no coin chose; returns it. */
    JsonObject unasked() {
        for (JsonArray found = unaskedPhotos(); ; found = unaskedPhotos()) {
            if (!found.isEmpty()) {
                return found.getJsonObject(0);
            }
            send(photos.apply(seed++));
        }
    }

    private JsonArray unaskedPhotos() {
        return annotator.get("/api/v1/predictions?state=NEW&limit=1").json().getJsonArray("predictions");
    }

    /** The user who sent the photo says that its answer is wrong. */
    void object(String prediction) {
        Answer answer = user.post("/api/v1/feedback", new JsonObject().put("prediction_id", prediction));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Labels every task that is open. */
    void label(String label) {
        for (List<JsonObject> tasks = tasks(); !tasks.isEmpty(); tasks = tasks()) {
            for (JsonObject task : tasks) {
                annotate(task.getString("task_id"), label);
            }
        }
    }

    void annotate(String task, String label) {
        Answer answer = annotator.post(
                "/api/v1/annotator/tasks/" + task + "/annotations",
                new JsonObject().put("outcome", "label").put("label", label).put("lead_time", 2.5));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Runs a job now. */
    void run(String job) {
        Answer run = annotator.post("/api/v1/jobs/" + job + "/runs", new JsonObject());
        assertThat(run.json().getString("state")).as(run.body()).isEqualTo("succeeded");
    }

    /** What is offered to the annotator, in order. */
    List<JsonObject> tasks() {
        return queue().getJsonArray("tasks").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    JsonObject progress() {
        return queue().getJsonObject("progress");
    }

    JsonObject overview() {
        return annotator.get("/api/v1/overview").json();
    }

    private JsonObject queue() {
        Eventually.holds(
                "all tasks are delivered",
                Chromium.PATIENCE,
                () -> overview().getJsonObject("deliveries").getInteger("open") == 0);
        return annotator.get("/api/v1/annotator/tasks?limit=20").json();
    }

    @Override
    public void close() {
        app.close();
    }
}
