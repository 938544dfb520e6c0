package io.gourmetloop.interop;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.LabelStudio;
import io.gourmetloop.testing.RunningApp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The loop through a real Label Studio, with its announcements switched off. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelStudioIT {
    private LabelStudio studio;
    private StudioLoop loop;
    private List<String> labels;

    @BeforeAll
    void start() {
        studio = LabelStudio.start();
        loop = StudioLoop.start(studio, Map.of());
        loop.run("label-studio-setup");
        labels = loop.labels();
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
    void a_second_set_up_changes_nothing() {
        JsonArray before = studio.list("/api/storages/s3?project=" + loop.project());

        assertThat(loop.run("label-studio-setup")).isEqualTo("All projects are as they should be");

        assertThat(studio.get("/api/projects?page_size=100").getJsonArray("results").stream()
                        .map(project -> ((JsonObject) project).getString("title")))
                .containsExactlyInAnyOrder(
                        "Random Sampling Review", "Low Confidence Review", "User Feedback Review", "Active Learning");
        assertThat(studio.list("/api/storages/s3?project=" + loop.project())).isEqualTo(before);
        assertThat(studio.list("/api/storages/export/s3?project=" + loop.project()))
                .hasSize(1);
    }

    @Test
    void a_photo_goes_to_label_studio_and_comes_back_with_its_truth() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);
        assertThat(loop.keys("tasks/random/")).doesNotContain("tasks/random/" + photo + ".json");
        assertThat(loop.keys("archive/random/")).contains("archive/random/" + photo + ".json");
        JsonObject shown = studio.get("/api/tasks/" + task);
        assertThat(shown.getJsonArray("predictions"))
                .as("a blind task tells no guess")
                .isEmpty();

        loop.annotate(task, labels.get(1));
        assertThat(loop.run("annotation-sync")).contains("1 annotations added");

        JsonObject labeled = loop.prediction(photo);
        assertThat(labeled.getString("state")).isEqualTo("LABELED");
        assertThat(labeled.getString("human_label")).isEqualTo(labels.get(1));
        Eventually.holds(
                "the photo's copy is under its class",
                Duration.ofSeconds(30),
                () -> loop.keys(Bucket.PRODUCTION_CLEAN, "class_01/").contains("class_01/" + photo + ".jpg"));
        loop.run("label-studio-reconciliation");
        assertThat(loop.annotations(photo)).as("both ways bring one annotation").hasSize(1);
    }

    @Test
    void its_own_page_shows_the_photo() {
        String photo = loop.upload();
        loop.run("source-sync");
        String image = studio.get("/api/tasks/" + loop.task(photo))
                .getJsonObject("data")
                .getString("image");

        assertThat(image).as("resolved by Label Studio itself").contains("/resolve/");
        assertThat(studio.call("GET", image.replace(studio.url().toString(), ""), null))
                .isNotEmpty();
    }

    @Test
    void a_second_sync_imports_nothing() {
        String photo = loop.upload();
        assertThat(loop.run("source-sync")).contains("tasks imported, 0 waiting");

        assertThat(loop.run("source-sync")).isEqualTo("0 tasks imported, 0 waiting");
        loop.put("tasks/random/" + photo + ".json", loop.read("archive/random/" + photo + ".json"));
        loop.run("source-sync");

        assertThat(loop.tasks(photo)).hasSize(1);
    }

    @Test
    void changes_skips_and_deletions_arrive_without_announcements() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);
        long annotation = loop.annotate(task, labels.get(0));
        loop.run("label-studio-reconciliation");
        assertThat(loop.prediction(photo).getString("human_label")).isEqualTo(labels.get(0));
        assertThat(loop.annotations(photo).get(0).getDouble("lead_time")).isEqualTo(2.5);

        studio.call("PATCH", "/api/annotations/" + annotation + "/", StudioLoop.choice("Bad image"));
        loop.run("label-studio-reconciliation");
        assertThat(loop.annotations(photo).get(0).getString("outcome")).isEqualTo("bad_image");
        assertThat(loop.prediction(photo).getString("state")).isEqualTo("REJECTED");

        studio.call("PATCH", "/api/annotations/" + annotation + "/", new JsonObject().put("was_cancelled", true));
        loop.run("label-studio-reconciliation");
        assertThat(loop.annotations(photo).get(0).getString("outcome")).isEqualTo("skipped");

        studio.call("DELETE", "/api/annotations/" + annotation + "/", null);
        assertThat(loop.run("label-studio-reconciliation")).contains("1 deleted");
        loop.run("annotation-sync");
        assertThat(loop.annotations(photo)).isEmpty();
        assertThat(loop.prediction(photo).getString("state")).isEqualTo("IN_LABELING");
    }

    @Test
    void a_task_that_is_deleted_takes_its_annotations_along_and_stays_away() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);
        loop.annotate(task, labels.get(0));
        loop.run("label-studio-reconciliation");

        studio.call("DELETE", "/api/tasks/" + task + "/", null);
        assertThat(loop.run("label-studio-reconciliation")).contains("1 deleted");
        loop.run("source-sync");

        assertThat(loop.annotations(photo)).isEmpty();
        assertThat(loop.tasks(photo)).isEmpty();
    }

    @Test
    void who_disagrees_makes_label_studio_ask_one_more() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);
        loop.annotate(task, labels.get(0));
        long ben = person("ben-" + task + "@example.org");
        studio.post(
                "/api/tasks/" + task + "/annotations/",
                StudioLoop.choice(labels.get(1)).put("completed_by", ben));

        loop.run("label-studio-reconciliation");

        JsonObject open = studio.get("/api/tasks/" + task);
        assertThat(open.getInteger("overlap")).isEqualTo(3);
        assertThat(open.getBoolean("is_labeled")).isFalse();
        assertThat(loop.prediction(photo).getString("state")).isEqualTo("IN_LABELING");

        long eve = person("eve-" + task + "@example.org");
        studio.post(
                "/api/tasks/" + task + "/annotations/",
                StudioLoop.choice(labels.get(1)).put("completed_by", eve));
        loop.run("label-studio-reconciliation");
        assertThat(loop.prediction(photo).getString("human_label")).isEqualTo(labels.get(1));
        loop.run("annotation-sync");
        assertThat(loop.annotations(photo))
                .extracting(each -> each.getString("annotator"))
                .contains("eve-" + task + "@example.org");
        assertThat(loop.annotations(photo)).hasSize(3);
    }

    private long person(String email) {
        return studio.post("/api/users/", new JsonObject().put("email", email).put("username", email))
                .getLong("id");
    }

    @Test
    void a_broken_file_is_set_aside_and_stops_nothing() {
        loop.put("tasks/random/00-broken.json", "{\"data\": ");
        String photo = loop.upload();

        JsonObject run = loop.attempt("source-sync");

        assertThat(run.getString("state")).isEqualTo("failed");
        assertThat(run.getString("result"))
                .contains(
                        "tasks/random/00-broken.json was moved to broken/random/00-broken.json: It is not a JSON object");
        assertThat(loop.keys("broken/random/")).contains("broken/random/00-broken.json");
        assertThat(loop.task(photo)).isPositive();
        assertThat(loop.run("source-sync")).isEqualTo("0 tasks imported, 0 waiting");
    }

    @Test
    void imports_that_overlap_leave_one_task_each() {
        List<String> photos = IntStream.range(0, 20).mapToObj(i -> plant()).toList();
        long storage = studio.list("/api/storages/s3?project=" + loop.project())
                .getJsonObject(0)
                .getLong("id");

        CompletableFuture<Void> byHand = CompletableFuture.runAsync(() -> importByHand(storage));
        JsonObject ours = loop.attempt("source-sync");
        byHand.join();

        Eventually.holds("all are imported, after " + ours.getString("result"), Duration.ofMinutes(2), () -> {
            loop.attempt("source-sync");
            return loop.keys("tasks/random/").equals(List.of("tasks/random/"));
        });
        assertThat(photos).allSatisfy(photo -> assertThat(loop.tasks(photo)).hasSize(1));
    }

    /** By the button of the page; one of two imports at once may fail. */
    private void importByHand(long storage) {
        try {
            studio.post("/api/storages/s3/" + storage + "/sync", new JsonObject());
        } catch (AssertionError e) {
            assertThat(e).hasMessageContaining("sync");
        }
    }

    @Test
    void of_two_servers_one_imports_at_a_time_and_no_task_is_doubled() {
        List<String> photos = IntStream.range(0, 60).mapToObj(i -> plant()).toList();
        try (RunningApp other = loop.another()) {
            Browserless admin = other.admin();
            CompletableFuture<Browserless.Answer> there =
                    CompletableFuture.supplyAsync(() -> admin.post("/api/v1/jobs/source-sync/runs", "", new byte[0]));
            Browserless.Answer here = loop.app.admin().post("/api/v1/jobs/source-sync/runs", "", new byte[0]);

            assertThat(List.of(here.status(), there.join().status()))
                    .as("the second is told that the first is at it, or comes after it")
                    .containsAnyOf(200, 202)
                    .isSubsetOf(200, 202, 409);
        }

        Eventually.holds("all are imported", Duration.ofMinutes(2), () -> {
            loop.attempt("source-sync");
            return loop.keys("tasks/random/").equals(List.of("tasks/random/"));
        });
        assertThat(photos).allSatisfy(photo -> assertThat(loop.tasks(photo)).hasSize(1));
        assertThat(
                        loop.app
                                .traces()
                                .count(
                                        "job_runs a join job_runs b on a.job = b.job and a.id < b.id"
                                                + " where a.job = 'source-sync' and b.started_at < a.finished_at - interval '1 second'"))
                .as("imports that overlapped")
                .isZero();
    }

    @Test
    void a_restart_in_the_middle_of_an_import_neither_loses_nor_doubles_a_task() {
        assumeTrue(studio.canRestart(), "Skipped: this Label Studio is not the test's to restart");
        List<String> photos = IntStream.range(0, 300).mapToObj(i -> plant()).toList();
        int before = count();

        CompletableFuture<JsonObject> importing = CompletableFuture.supplyAsync(() -> loop.attempt("source-sync"));
        Eventually.holds("some are imported", Duration.ofMinutes(2), () -> count() > before + 20);
        studio.restart();
        assertThat(importing.join().getString("result")).isNotEmpty();

        Eventually.holds("all are imported", Duration.ofMinutes(3), () -> {
            loop.attempt("source-sync");
            return loop.keys("tasks/random/").equals(List.of("tasks/random/"));
        });
        assertThat(count()).isEqualTo(before + photos.size());
        assertThat(loop.tasks(photos.get(0))).hasSize(1);
        assertThat(loop.tasks(photos.get(299))).hasSize(1);
    }

    private int count() {
        return studio.get("/api/projects/" + loop.project() + "?include=task_number")
                .getInteger("task_number");
    }

    /** A task file that nobody has predicted: to Label Studio it is like any other. */
    private String plant() {
        String id = UUID.randomUUID().toString();
        loop.put(
                "tasks/random/" + id + ".json",
                new JsonObject()
                        .put(
                                "data",
                                new JsonObject()
                                        .put("image", "s3://nowhere/" + id + ".jpg")
                                        .put("task_id", id)
                                        .put("prediction_id", id)
                                        .put("stream", "random")
                                        .put("purpose", "evaluation")
                                        .put("timestamp", "2026-11-20T16:31:00Z")
                                        .put("model_version", "v1"))
                        .encode());
        return id;
    }

    @Test
    void a_new_class_reaches_annotators_and_their_annotations_stay() {
        String photo = loop.upload();
        loop.run("source-sync");
        long task = loop.task(photo);
        loop.annotate(task, labels.get(2));
        String project = "/api/projects/" + loop.project();
        String whole = studio.get(project).getString("label_config");
        String last = labels.get(labels.size() - 1);
        String without =
                whole.lines().filter(line -> !line.contains("\"" + last + "\"")).reduce("", (a, b) -> a + b + "\n");
        studio.call("PATCH", project, new JsonObject().put("label_config", without));

        assertThat(loop.run("label-studio-setup")).contains("project 'Random Sampling Review' updated");

        assertThat(studio.get(project).getString("label_config"))
                .isEqualTo(whole)
                .contains(last);
        assertThat(studio.get("/api/tasks/" + task).getJsonArray("annotations")).hasSize(1);
        loop.run("label-studio-reconciliation");
        assertThat(loop.prediction(photo).getString("human_label")).isEqualTo(labels.get(2));
    }

    @Test
    void a_personal_access_token_is_accepted_too() {
        assumeTrue(studio.canRestart(), "Skipped: this Label Studio may have such a token already, and gives one only");
        String token = studio.post("/api/token/", new JsonObject()).getString("token");
        Vertx vertx = Vertx.vertx();
        LabelStudioClient client = new LabelStudioClient(
                vertx,
                new LabelStudioConfig(
                        studio.url(),
                        null,
                        new Secret(token),
                        null,
                        "",
                        new Secret(""),
                        LabelStudioConfig.PhotoLinks.S3,
                        null,
                        new Secret(""),
                        false,
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1),
                        Schedule.every(Duration.ZERO),
                        Schedule.every(Duration.ZERO),
                        Schedule.every(Duration.ZERO)),
                new Random(1),
                new SimpleMeterRegistry());

        assertThat(await(client.version())).startsWith("1.");
        await(vertx.close());
    }

    @Test
    void the_built_in_annotator_is_off_and_leads_to_the_project() {
        Browserless.Answer answer = loop.app.admin().get("/api/v1/annotator/tasks");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().getString("detail"))
                .contains("labeled in Label Studio here: " + studio.url() + "/projects/");
    }
}
