package io.gourmetloop.web;

import static io.gourmetloop.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.labeling.MlCredentials;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.StorageGate;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Label Studio asks of an ML backend; {@code LabelStudioMlIT} has the real one ask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MlBackendApiTest {
    private static final Secret SECRET = new Secret("a secret of this test");
    private static final byte[] DISH = Pictures.jpeg(11, 320, 240);

    private final Vertx vertx = Vertx.vertx();
    private StorageConfig storage;
    private StorageGate store;
    private RunningApp app;
    private Browserless studio;

    @BeforeAll
    void start() {
        storage = Backing.storage();
        store = await(StorageGate.open(vertx, storage));
        app = RunningApp.start(
                Backing.database(),
                storage,
                Map.ofEntries(
                        Map.entry("GOURMETLOOP_LABELING_ANNOTATOR", "label-studio"),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_URL", "http://127.0.0.1:1"),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_TOKEN", "none"),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_WEBHOOK_URL", "http://loop.example.org"),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_WEBHOOK_SECRET", SECRET.reveal()),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_ML_BACKEND", "true"),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_SETUP", "0"),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_SYNC", "0"),
                        Map.entry("GOURMETLOOP_LABEL_STUDIO_RECONCILE", "0")));
        studio = caller(MlCredentials.of(SECRET));
    }

    @AfterAll
    void stop() {
        app.close();
        store.close();
        await(vertx.close());
    }

    private Browserless caller(MlCredentials credentials) {
        String pair = credentials.user() + ":" + credentials.password().reveal();
        return new Browserless(app.address())
                .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    static Stream<String> whoever() {
        return Stream.of("/ml/setup", "/ml/predict", "/ml/webhook");
    }

    @Test
    void nobody_without_the_credentials_is_answered() {
        Browserless anybody = new Browserless(app.address());
        Browserless guesser = caller(MlCredentials.of(new Secret("another secret of a test")));

        assertThat(whoever()).allSatisfy(path -> {
            ProblemAssert.that(anybody.post(path, new JsonObject()), 401, "NOT_LOGGED_IN");
            ProblemAssert.that(guesser.post(path, new JsonObject()), 401, "NOT_LOGGED_IN");
            ProblemAssert.that(app.admin().post(path, new JsonObject()), 401, "NOT_LOGGED_IN");
        });
        Answer health = anybody.get("/ml/health");
        ProblemAssert.that(health, 401, "NOT_LOGGED_IN");
        assertThat(health.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    void switched_off_it_is_not_there() {
        Browserless anybody = new Browserless(RunningApp.shared().address());

        ProblemAssert.that(anybody.get("/ml/health"), 404, "NOT_FOUND");
        assertThat(whoever())
                .allSatisfy(path -> ProblemAssert.that(anybody.post(path, new JsonObject()), 404, "NOT_FOUND"));
    }

    @Test
    void it_tells_that_it_is_up_and_which_version_serves() {
        assertThat(studio.get("/ml/health").json())
                .isEqualTo(new JsonObject().put("status", "UP").put("model_version", "v1"));
        assertThat(studio.post("/ml/setup", new JsonObject().put("project", "4.1"))
                        .json())
                .isEqualTo(new JsonObject().put("model_version", "v1"));
    }

    @Test
    void a_task_gets_what_the_model_answers_to_its_photo() {
        JsonObject answered = new Browserless(app.address())
                .upload("/api/v1/predictions", "dish.jpg", DISH)
                .json();

        JsonObject prediction =
                predict(task(photo(DISH))).json().getJsonArray("results").getJsonObject(0);

        assertThat(prediction.getString("model_version")).isEqualTo(answered.getString("model_version"));
        assertThat(prediction.getDouble("score")).isCloseTo(answered.getDouble("confidence"), within(1e-6));
        assertThat(prediction.getJsonArray("result").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("from_name", "food_type")
                        .put("to_name", "image")
                        .put("type", "choices")
                        .put(
                                "value",
                                new JsonObject()
                                        .put("choices", new JsonArray().add(answered.getString("prediction")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/dish.jpg",
                "http://127.0.0.1:9000/labelstudio/photos/a.jpg",
                "file:///etc/passwd",
                "s3://elsewhere/photos/a.jpg",
                "/data/upload/a.jpg",
                "s3://{bucket}/tasks/random/a.json",
                "s3://{bucket}/photos/../tasks/random/a.json",
                "s3://{bucket}/photos/"
            })
    void an_address_that_is_none_of_our_keys_is_refused(String address) {
        Answer answer = predict(task(address.replace("{bucket}", bucket())));

        ProblemAssert.that(answer, 422, "INVALID_VALUE");
        assertThat(answer.json().getString("detail")).startsWith("Nothing is said of task 7: ");
    }

    @Test
    void the_refusal_of_a_foreign_address_says_what_is_looked_at() {
        assertThat(predict(task("https://example.org/dish.jpg")).json().getString("detail"))
                .isEqualTo("Nothing is said of task 7: Photos of tasks lie at s3://" + bucket()
                        + "/photos/, and nothing is fetched from elsewhere, as from https://example.org/dish.jpg");
    }

    @Test
    void a_photo_that_is_gone_or_is_none_is_refused() {
        ProblemAssert.that(predict(task(address("gone.jpg"))), 422, "INVALID_VALUE");
        ProblemAssert.that(predict(task(photo("no photo".getBytes(UTF_8)))), 422, "INVALID_VALUE");
        ProblemAssert.that(predict(new JsonObject().put("id", 7).put("data", new JsonObject())), 422, "INVALID_VALUE");
    }

    @Test
    void nothing_is_said_of_a_blind_task() {
        JsonObject blind = task(photo(DISH));
        blind.getJsonObject("data").put("purpose", "evaluation");

        assertThat(predict(blind).json())
                .isEqualTo(new JsonObject().put("results", new JsonArray().add(new JsonArray())));
    }

    @Test
    void several_tasks_are_answered_in_their_order_and_one_that_is_refused_stops_no_other() {
        JsonArray results = predict(task("https://example.org/dish.jpg"), task(photo(DISH)), task(address("gone.jpg")))
                .json()
                .getJsonArray("results");

        assertThat(results).hasSize(3);
        assertThat(results.getValue(0)).isEqualTo(new JsonArray());
        assertThat(results.getJsonObject(1).getDouble("score")).isPositive();
        assertThat(results.getValue(2)).isEqualTo(new JsonArray());
    }

    @Test
    void a_request_that_is_none_is_told_so() {
        ProblemAssert.that(studio.post("/ml/predict", new JsonObject()), 400, "INVALID_REQUEST");
        ProblemAssert.that(
                studio.post("/ml/predict", new JsonObject().put("tasks", new JsonArray().add("one"))),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void an_announcement_is_taken() {
        Answer answer = studio.post("/ml/webhook", new JsonObject().put("action", "START_TRAINING"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(new JsonObject());
    }

    private Answer predict(JsonObject... tasks) {
        return studio.post(
                "/ml/predict",
                new JsonObject().put("tasks", new JsonArray(Stream.of(tasks).toList())));
    }

    private static JsonObject task(@Nullable String image) {
        return new JsonObject()
                .put("id", 7)
                .put("data", new JsonObject().put("image", image).put("purpose", "train"));
    }

    /** The address of a photo that lies where those of tasks do. */
    private String photo(byte[] bytes) {
        String name = UUID.randomUUID() + ".jpg";
        await(store.put(Bucket.LABELSTUDIO, ObjectKey.of("photos/" + name), Buffer.buffer(bytes), "image/jpeg"));
        return address(name);
    }

    private String address(String name) {
        return "s3://" + bucket() + "/photos/" + name;
    }

    private String bucket() {
        return Bucket.LABELSTUDIO.name(storage.bucketPrefix());
    }
}
