package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationSyncTest {
    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);

    @Test
    void an_annotation_of_label_studio_becomes_the_truth() throws IOException {
        PredictionId id = world.blindTask();
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00.654321Z").toBuffer());
        assertThat(sync()).isEqualTo("1 files read: 1 annotations added, 0 changed");
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
        assertThat(await(world.view.annotationsOf(id))).singleElement().satisfies(annotation -> {
            assertThat(annotation.annotator()).isEqualTo("anna@example.org");
            assertThat(annotation.leadTime()).isEqualTo(12.034);
            assertThat(annotation.note()).isEqualTo("half eaten\nwith bread");
        });
    }

    @Test
    void a_task_of_label_studio_brings_all_of_its_annotations() throws IOException {
        PredictionId id = world.blindTask();
        JsonObject task = Golden.json("label-studio-task.json");
        name(task.getJsonObject("data"), id);
        world.put("output/random/5.json", task.toBuffer());
        assertThat(sync()).isEqualTo("1 files read: 2 annotations added, 0 changed");
        assertThat(world.truthOf(id)).as("bad image against cannot tell").isEqualTo("none");
        assertThat(world.task(id).getInteger("required")).isEqualTo(3);
    }

    @Test
    void a_second_sync_adds_nothing_even_if_it_reads_everything_again() throws IOException {
        PredictionId id = world.blindTask();
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer());
        assertThat(sync()).contains("1 annotations added");
        assertThat(sync()).isEqualTo("0 files read: 0 annotations added, 0 changed");
        world.rows("delete from annotation_files");
        assertThat(sync()).isEqualTo("1 files read: 0 annotations added, 0 changed");
        assertThat(world.rows("select 1 from annotations")).hasSize(1);
    }

    @Test
    void a_change_arrives_and_the_newer_state_wins() throws IOException {
        PredictionId id = world.blindTask();
        Buffer older = studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer();
        world.put("output/random/17", older);
        sync();
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Rice", "2026-11-20T17:00:00.000001Z").toBuffer());
        assertThat(sync()).isEqualTo("1 files read: 0 annotations added, 1 changed");
        assertThat(world.truthOf(id)).isEqualTo("label:Rice");
        world.put("output/random/17", older);
        assertThat(sync()).isEqualTo("1 files read: 0 annotations added, 0 changed");
        assertThat(world.truthOf(id)).isEqualTo("label:Rice");
    }

    @Test
    void a_skip_in_label_studio_arrives() throws IOException {
        PredictionId id = world.blindTask();
        JsonObject skipped = Golden.json("label-studio-skipped.json");
        name(skipped.getJsonObject("task").getJsonObject("data"), id);
        world.put("output/random/18", skipped.toBuffer());
        sync();
        assertThat(world.truthOf(id)).isEqualTo("skipped");
    }

    @Test
    void a_file_that_vanished_deletes_nothing() throws IOException {
        PredictionId id = world.blindTask();
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer());
        sync();
        await(world.store.delete(Bucket.LABELSTUDIO, ObjectKey.of("output/random/17")));
        assertThat(sync()).startsWith("0 files read");
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    @Test
    void broken_files_are_named_and_stop_nothing() throws IOException {
        PredictionId id = world.blindTask();
        world.put("output/random/16", Buffer.buffer("{ torn"));
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer());
        world.put(
                "output/random/18",
                studioAnnotation(id, 18, "soup", "2026-11-20T17:00:00Z").toBuffer());
        world.put(
                "output/user_feedback/19",
                studioAnnotation(PredictionId.create(world.clock.instant()), 19, "Soup", "2026-11-20T17:00:00Z")
                        .toBuffer());
        assertThat(sync())
                .startsWith("4 files read: 1 annotations added, 0 changed; not understood: ")
                .contains("output/random/16 (It is not a JSON object)")
                .contains("output/random/18 (There is no label 'soup'")
                .contains("output/user_feedback/19 (It is about task ");
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
        assertThat(world.keys(Bucket.LABELSTUDIO, "output/")).hasSize(4);
    }

    @Test
    void a_value_that_the_database_refuses_is_the_files_fault_and_a_missing_table_is_not() {
        assertThat(AnnotationSync.isAboutTheFile(
                        Await.failure(world.pool.query("select 1 / 0").execute())))
                .isTrue();
        assertThat(AnnotationSync.isAboutTheFile(Await.failure(
                        world.pool.query("select 1 from no_such_table").execute())))
                .isFalse();
    }

    @Test
    void a_time_beyond_those_of_the_database_stops_nothing() throws IOException {
        PredictionId id = world.blindTask();
        world.put(
                "output/random/16",
                studioAnnotation(id, 16, "Soup", "+300000-01-01T00:00:00Z").toBuffer());
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer());

        assertThat(sync())
                .startsWith("2 files read: 1 annotations added, 0 changed; not understood: ")
                .contains("output/random/16 (");
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
        assertThat(sync()).startsWith("0 files read");
    }

    @Test
    void one_annotation_that_is_not_understood_is_named_and_read_once_it_is() throws IOException {
        PredictionId id = world.blindTask();
        JsonObject task = Golden.json("label-studio-task.json");
        name(task.getJsonObject("data"), id);
        JsonObject second = task.getJsonArray("annotations").getJsonObject(1);
        JsonArray choices = second.getJsonArray("result")
                .getJsonObject(0)
                .getJsonObject("value")
                .getJsonArray("choices");
        Object choice = choices.remove(0);
        choices.add("Ramen");
        world.put("output/random/5.json", task.toBuffer());
        String complaint = "not understood: output/random/5.json (annotation " + second.getValue("id")
                + ": There is no label 'Ramen'";

        assertThat(sync())
                .startsWith("1 files read: 1 annotations added, 0 changed; ")
                .contains(complaint);
        assertThat(world.truthOf(id)).isEqualTo("bad_image");
        assertThat(sync())
                .startsWith("0 files read: 0 annotations added, 0 changed; ")
                .contains(complaint);

        choices.remove(0);
        choices.add(choice);
        world.put("output/random/5.json", task.toBuffer());
        assertThat(sync()).isEqualTo("1 files read: 1 annotations added, 0 changed");
    }

    @Test
    void a_broken_file_is_read_once_it_is_mended() throws IOException {
        PredictionId id = world.blindTask();
        world.put("output/random/17", Buffer.buffer("{ torn"));
        sync();
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer());
        assertThat(sync()).isEqualTo("1 files read: 1 annotations added, 0 changed");
    }

    @Test
    void a_broken_file_is_read_once_and_named_by_every_run_until_it_is_gone() {
        world.put("output/random/17", Buffer.buffer("{ torn"));
        String named = "; not understood: output/random/17 (It is not a JSON object)";
        assertThat(sync()).isEqualTo("1 files read: 0 annotations added, 0 changed" + named);
        assertThat(sync()).isEqualTo("0 files read: 0 annotations added, 0 changed" + named);
        assertThat(world.meters.counter("gourmetloop.annotations.misunderstood").count())
                .isOne();
        world.put("output/random/17", Buffer.buffer("{ torn again"));
        assertThat(sync()).isEqualTo("1 files read: 0 annotations added, 0 changed" + named);
        await(world.store.delete(Bucket.LABELSTUDIO, ObjectKey.of("output/random/17")));
        assertThat(sync()).isEqualTo("0 files read: 0 annotations added, 0 changed");
    }

    @Test
    void what_a_file_lacked_may_have_come_the_next_day() throws IOException {
        PredictionId id = world.choose(world.predict("Soup", 0.9), SamplingStream.RANDOM, "evaluation");
        world.put(
                "output/random/17",
                studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer());
        assertThat(sync()).startsWith("1 files read").contains("It is about task " + id + ", which does not exist");
        await(world.deliver(TaskRequest.first(id)));
        assertThat(sync()).startsWith("0 files read").contains("not understood");
        world.clock.advance(Duration.ofHours(25));
        assertThat(sync()).isEqualTo("1 files read: 1 annotations added, 0 changed");
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    /** JSON can say it, PostgreSQL's texts cannot hold it: the file must not end the run. */
    @Test
    void a_character_that_the_database_cannot_hold_stops_nothing() throws IOException {
        PredictionId id = world.blindTask();
        JsonObject annotation = studioAnnotation(id, 17, "Soup", "2026-11-20T17:00:00Z");
        annotation
                .getJsonArray("result")
                .getJsonObject(1)
                .getJsonObject("value")
                .put("text", new JsonArray(List.of("half\0eaten")));
        world.put("output/random/17", annotation.toBuffer());
        world.put(
                "output/random/18",
                studioAnnotation(id, 18, "So\0ap", "2026-11-20T17:00:00Z").toBuffer());
        assertThat(sync())
                .startsWith("2 files read: 1 annotations added, 0 changed; ")
                .contains("output/random/18 (There is no label 'Soap'");
        assertThat(await(world.view.annotationsOf(id)))
                .singleElement()
                .satisfies(kept -> assertThat(kept.note()).isEqualTo("halfeaten"));
    }

    @Test
    void an_id_that_a_reset_label_studio_gives_again_overwrites_nothing() throws IOException {
        PredictionId first = world.blindTask();
        PredictionId second = world.blindTask();
        world.put(
                "output/random/17",
                studioAnnotation(first, 17, "Soup", "2026-11-20T17:00:00Z").toBuffer());
        sync();
        world.put(
                "output/random/17",
                studioAnnotation(second, 17, "Rice", "2026-11-21T17:00:00Z").toBuffer());
        assertThat(sync()).contains("was about another task before");
        assertThat(world.truthOf(first)).isEqualTo("label:Soup");
        assertThat(world.truthOf(second)).isEqualTo("none");
    }

    @Test
    void what_was_written_but_not_taken_before_a_crash_is_taken_by_the_next_run() throws IOException {
        PredictionId id = world.blindTask();
        JsonObject data = world.json("tasks/random/" + id + ".json").getJsonObject("data");
        var annotation = new Annotation(
                AnnotationId.create(world.clock.instant()),
                TaskId.of(id),
                "anna",
                Opinion.label(new Label("Soup")),
                null,
                2.0,
                world.clock.instant(),
                world.clock.instant(),
                false);
        world.put(
                "output/random/" + annotation.id().id(),
                AnnotationFile.write(annotation, 1, data, new LabelingConfiguration(LabelingWorld.LABELS)));
        assertThat(sync()).isEqualTo("1 files read: 1 annotations added, 0 changed");
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    @Test
    void two_runs_at_once_add_each_annotation_once() throws IOException {
        for (int i = 0; i < 20; i++) {
            PredictionId id = world.blindTask();
            world.put(
                    "output/random/" + i,
                    studioAnnotation(id, i, "Soup", "2026-11-20T17:00:00Z").toBuffer());
        }
        await(Future.all(world.sync.run(), world.sync.run()));
        assertThat(world.rows("select 1 from annotations")).hasSize(20);
        assertThat(world.rows("select 1 from ground_truth where votes = 1")).hasSize(20);
    }

    @Test
    void the_marker_of_a_prefix_is_no_annotation() {
        world.put("output/random/", Buffer.buffer());
        assertThat(sync()).isEqualTo("0 files read: 0 annotations added, 0 changed");
    }

    @CanIgnoreReturnValue
    private String sync() {
        return await(world.sync.run());
    }

    private static JsonObject studioAnnotation(PredictionId prediction, int id, String choice, String updatedAt)
            throws IOException {
        JsonObject annotation =
                Golden.json("label-studio-annotation.json").put("id", id).put("updated_at", updatedAt);
        annotation
                .getJsonArray("result")
                .getJsonObject(0)
                .getJsonObject("value")
                .put("choices", new JsonArray(List.of(choice)));
        name(annotation.getJsonObject("task").getJsonObject("data"), prediction);
        return annotation;
    }

    private static void name(JsonObject data, PredictionId prediction) {
        data.put("task_id", prediction.toString()).put("prediction_id", prediction.toString());
    }
}
