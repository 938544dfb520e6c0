package io.gourmetloop.interop;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.StorageGate;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.LabelStudio;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server and the Label Studio that its photos are labeled in, from the sides of an end user, an annotator and an
 * operator. Every photo becomes a blind task; jobs run when they are told to.
 */
final class StudioLoop implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONGEST_JOB = Duration.ofMinutes(20);
    private static final AtomicLong SEED = new AtomicLong(1);

    final LabelStudio studio;
    final RunningApp app;
    final StorageGate store;
    final Vertx vertx = Vertx.vertx();
    private final Browserless admin;
    private final DatabaseConfig database;
    private final Map<String, String> settings;

    private StudioLoop(LabelStudio studio, DatabaseConfig database, Map<String, String> settings) {
        this.studio = studio;
        this.database = database;
        this.settings = settings;
        this.app = RunningApp.start(database, studio.storage(), settings);
        this.store = await(StorageGate.open(vertx, studio.storage()));
        this.admin = app.admin();
    }

    static StudioLoop start(LabelStudio studio, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(studio.settings());
        settings.putAll(Map.of(
                "GOURMETLOOP_SAMPLING_RANDOM_RATE", "1",
                "GOURMETLOOP_SAMPLING_EVALUATION_SHARE", "1",
                "GOURMETLOOP_LABEL_STUDIO_SETUP", "0",
                "GOURMETLOOP_LABEL_STUDIO_SYNC", "0",
                "GOURMETLOOP_LABEL_STUDIO_RECONCILE", "0",
                "GOURMETLOOP_SCHEDULE_ANNOTATION_SYNC", "0"));
        settings.putAll(more);
        return new StudioLoop(studio, Backing.database(), Map.copyOf(settings));
    }

    /** Another server of the same cluster. */
    RunningApp another() {
        return RunningApp.start(database, studio.storage(), settings);
    }

    /** What the job says it did; it has to succeed. */
    @CanIgnoreReturnValue
    String run(String job) {
        JsonObject run = attempt(job);
        assertThat(run.getString("state")).as(run.getString("result")).isEqualTo("succeeded");
        return run.getString("result");
    }

    JsonObject attempt(String job) {
        Browserless.Answer answer = admin.post("/api/v1/jobs/" + job + "/runs", "", new byte[0]);
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        Eventually.holds(
                job + " ends", LONGEST_JOB, () -> !"running".equals(lastRun(job).getString("state")));
        return lastRun(job);
    }

    private JsonObject lastRun(String job) {
        return admin.get("/api/v1/jobs/" + job + "/runs?limit=1")
                .json()
                .getJsonArray("runs")
                .getJsonObject(0);
    }

    /** The id of a new photo, the task file of which was delivered. */
    String upload() {
        return upload("random");
    }

    /** The same, where the settings bring photos into this stream alone. */
    String upload(String stream) {
        String id = new Browserless(app.address())
                .upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(SEED.getAndIncrement(), 300, 200))
                .json()
                .getString("prediction_id");
        String prefix = "tasks/" + stream + "/";
        Eventually.holds(
                "the task of " + id + " is delivered", SOON, () -> keys(prefix).contains(prefix + id + ".json"));
        return id;
    }

    /** The id in Label Studio of the one task of this photo. */
    long task(String prediction) {
        List<Long> ids = tasks(prediction);
        assertThat(ids).as("tasks of " + prediction).hasSize(1);
        return ids.get(0);
    }

    List<Long> tasks(String prediction) {
        return tasks(project(), prediction);
    }

    List<Long> tasks(long project, String prediction) {
        String query = new JsonObject()
                .put(
                        "filters",
                        new JsonObject()
                                .put("conjunction", "and")
                                .put(
                                        "items",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("filter", "filter:tasks:data.task_id")
                                                        .put("operator", "equal")
                                                        .put("type", "String")
                                                        .put("value", prediction))))
                .encode();
        JsonObject page = studio.get(
                "/api/tasks?project=" + project + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return page.getJsonArray("tasks").stream()
                .map(task -> ((JsonObject) task).getLong("id"))
                .toList();
    }

    /** Of the random stream. */
    long project() {
        return project("Random Sampling Review");
    }

    long project(String title) {
        List<Long> ids = studio.get("/api/projects?page_size=100").getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .filter(project -> project.getString("title").equals(title))
                .map(project -> project.getLong("id"))
                .toList();
        assertThat(ids).as("projects called " + title).hasSize(1);
        return ids.get(0);
    }

    /** The id of the annotation. */
    @CanIgnoreReturnValue
    long annotate(long task, String label) {
        return studio.post("/api/tasks/" + task + "/annotations/", choice(label))
                .getLong("id");
    }

    static JsonObject choice(String label) {
        return new JsonObject()
                .put("lead_time", 2.5)
                .put(
                        "result",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("from_name", "food_type")
                                        .put("to_name", "image")
                                        .put("type", "choices")
                                        .put("value", new JsonObject().put("choices", new JsonArray().add(label)))));
    }

    JsonObject prediction(String id) {
        return admin.get("/api/v1/predictions/" + id).json();
    }

    List<JsonObject> annotations(String prediction) {
        return prediction(prediction).getJsonArray("annotations").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    List<String> labels() {
        return admin.get("/api/classes").json().getJsonArray("classes").stream()
                .map(String::valueOf)
                .toList();
    }

    List<String> keys(String prefix) {
        return keys(Bucket.LABELSTUDIO, prefix);
    }

    List<String> keys(Bucket bucket, String prefix) {
        ListPage page = await(store.list(bucket, prefix, "", 1000));
        return page.objects().stream().map(object -> object.key().value()).toList();
    }

    void put(String key, String text) {
        await(store.put(Bucket.LABELSTUDIO, ObjectKey.of(key), Buffer.buffer(text), "application/json"));
    }

    String read(String key) {
        return await(store.get(Bucket.LABELSTUDIO, ObjectKey.of(key))).toString();
    }

    @Override
    public void close() {
        app.close();
        store.close();
        await(vertx.close());
    }
}
