package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.platform.config.LabelingConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Annotations that come out of Label Studio itself, a task at a time. */
class StudioAnnotationsTest {
    private static final String SOURCE = "label-studio/2@2026-11-20T10:00:00Z";
    private static final String MADE = "2026-11-20T17:00:00.123456Z";
    private static final Instant LATER = Instant.parse("2026-11-20T18:00:00Z");

    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);

    @BeforeEach
    void clear() {
        world.rows("delete from label_studio_projects");
        world.rows("delete from label_studio_sources");
        world.rows("delete from label_studio_tasks");
    }

    @Test
    void an_annotation_is_one_whichever_way_it_comes() throws IOException {
        PredictionId id = world.blindTask();
        setUp(2, "2026-11-20T10:00:00Z");
        world.put("output/random/17", file(id, 17).toBuffer());
        assertThat(await(world.sync.run())).contains("1 annotations added");

        assertThat(take(id, LATER, 17)).isEqualTo(Taken.NOTHING);
        assertThat(take(id, LATER, 17)).isEqualTo(Taken.NOTHING);
        assertThat(world.rows("select source from annotations"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("source")).isEqualTo(SOURCE));
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    @Test
    void what_is_missing_was_deleted() throws IOException {
        PredictionId id = world.blindTask();
        assertThat(take(id, LATER, 17, 18)).isEqualTo(new Taken(2, 0, 0));

        assertThat(take(id, LATER, 18)).isEqualTo(new Taken(0, 0, 1));
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
        assertThat(take(id, LATER)).isEqualTo(new Taken(0, 0, 1));
        assertThat(take(id, LATER)).isEqualTo(Taken.NOTHING);

        assertThat(world.truthOf(id)).isEqualTo("none");
        assertThat(world.task(id).getString("state")).isEqualTo("open");
    }

    @Test
    void what_was_made_after_the_task_was_read_is_not_missed() throws IOException {
        PredictionId id = world.blindTask();
        take(id, LATER, 17);

        assertThat(take(id, Instant.parse(MADE).minusSeconds(1))).isEqualTo(Taken.NOTHING);

        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
    }

    @Test
    void annotations_of_other_sources_are_not_missed() throws IOException {
        PredictionId id = world.blindTask();
        take(id, LATER, 17);

        assertThat(await(world.intake.takeWhole(
                        TaskId.of(id), task(id).toBuffer(), "label-studio/2@2026-11-21T10:00:00Z", LATER)))
                .isEqualTo(Taken.NOTHING);
        assertThat(await(world.intake.takeWhole(
                                TaskId.of(id), task(id, 17).toBuffer(), "label-studio/2@2026-11-21T10:00:00Z", LATER))
                        .added())
                .as("the same number, after a reset")
                .isEqualTo(1);
    }

    @Test
    void one_that_is_not_understood_stops_no_other_and_is_reported() throws IOException {
        PredictionId id = world.blindTask();
        JsonObject task = task(id, 17, 18, 19);
        choose(task, 1, "soup");

        Taken taken = take(id, task);

        assertThat(taken.added()).isEqualTo(2);
        assertThat(taken.complaints()).singleElement().asString().startsWith("annotation 18: There is no label 'soup'");
        assertThat(world.truthOf(id)).isEqualTo("label:Soup");
        assertThat(world.meters.counter("gourmetloop.annotations.misunderstood").count())
                .isEqualTo(1);
    }

    @Test
    void one_that_is_not_understood_any_more_is_not_missed() throws IOException {
        PredictionId id = world.blindTask();
        take(id, LATER, 17, 18);
        JsonObject task = task(id, 17, 18);
        choose(task, 1, "soup");
        task.getJsonArray("annotations").getJsonObject(1).put("updated_at", "2026-11-20T17:30:00Z");

        assertThat(take(id, task).deleted()).isZero();
        assertThat(world.rows("select 1 from annotations where deleted_at is null"))
                .hasSize(2);
        task.getJsonArray("annotations").getJsonObject(1).remove("id");
        assertThat(take(id, task).deleted()).as("it may be any").isZero();
    }

    @Test
    void one_that_moved_to_another_task_stops_no_other() throws IOException {
        take(world.blindTask(), LATER, 17);
        PredictionId other = world.blindTask();

        Taken taken = take(other, LATER, 17, 18);

        assertThat(taken.added()).isEqualTo(1);
        assertThat(taken.complaints())
                .singleElement()
                .asString()
                .startsWith("annotation 17 was about another task before");
    }

    @Test
    void a_file_from_before_a_reset_is_not_taken_for_one_of_the_new_project() throws IOException {
        PredictionId first = world.blindTask();
        PredictionId second = world.blindTask();
        setUp(2, "2026-11-20T10:00:00Z");
        setUp(1, "2026-11-20T17:30:00Z");
        JsonObject late = file(second, 17);
        world.put("output/random/17", late.toBuffer());
        world.put(
                "output/random/18",
                file(first, 18)
                        .put("created_at", "2026-11-20T17:40:00Z")
                        .put("updated_at", "2026-11-20T17:40:00Z")
                        .toBuffer());

        assertThat(await(world.sync.run())).contains("2 annotations added");

        assertThat(world.rows("select id, source from annotations order by id").stream()
                        .map(row -> row.getString("id") + " of " + row.getString("source")))
                .containsExactly("17 of " + SOURCE, "18 of label-studio/1@2026-11-20T17:30:00Z");
    }

    @Test
    void the_project_with_the_oldest_open_blind_task_is_the_most_urgent() {
        setUp(SamplingStream.ACTIVE_LEARNING, 1);
        setUp(SamplingStream.RANDOM, 2);
        setUp(SamplingStream.LOW_CONFIDENCE, 3);
        setUp(SamplingStream.USER_FEEDBACK, 4);
        var address = new LabelingAddress(
                new LabelingConfig(
                        LabelingConfig.Annotator.LABEL_STUDIO, 1, Duration.ofMinutes(10), 0.95, Duration.ofDays(1)),
                world.tables.studioProjects());
        assertThat(await(new LabelingAddress(world.config, world.tables.studioProjects()).next()))
                .as("where the built-in annotator is on")
                .isEqualTo("/annotate");

        world.guidedTask();
        assertThat(await(address.next())).as("what is open at all").isEqualTo("http://studio/projects/3/data");
        world.blindTask();
        assertThat(await(address.next())).as("what measures").isEqualTo("http://studio/projects/2/data");
    }

    @Test
    void who_voted_before_a_reset_is_not_asked_for_again() throws IOException {
        PredictionId id = world.blindTask();
        JsonObject tie = task(id, 17, 18);
        choose(tie, 1, "Rice");
        take(id, tie);
        StudioTaskStore tasks = world.tables.studioTasks();
        String fresh = "label-studio/1@2026-11-21T10:00:00Z";
        await(tasks.seen(SOURCE, 5, TaskId.of(id), 1));
        await(tasks.seen(fresh, 1, TaskId.of(id), 1));

        assertThat(await(tasks.tooShort(SOURCE)))
                .extracting(StudioTaskStore.Shortage::required)
                .containsExactly(3);
        assertThat(await(tasks.tooShort(fresh))).as("one more is one").isEmpty();
    }

    @Test
    void a_task_that_ends_takes_its_annotations_along() throws IOException {
        PredictionId id = world.blindTask();
        take(id, LATER, 17);

        assertThat(await(world.intake.takeEnd(TaskId.of(id), SOURCE))).isEqualTo(new Taken(0, 0, 1));

        assertThat(world.truthOf(id)).isEqualTo("none");
    }

    @Test
    void a_task_that_is_there_twice_ends_with_the_last() {
        TaskId task = TaskId.of(world.blindTask());
        StudioTaskStore tasks = world.tables.studioTasks();
        await(tasks.seen(SOURCE, 5, task, 1));
        await(tasks.seen(SOURCE, 6, task, 1));
        assertThat(await(tasks.doubles(SOURCE, 0))).containsExactly(6L);

        assertThat(await(tasks.gone(SOURCE, 6, LATER))).isEmpty();
        assertThat(await(tasks.gone(SOURCE, 5, LATER))).contains(task);
        assertThat(await(tasks.count(SOURCE))).isZero();
    }

    @CanIgnoreReturnValue
    private Taken take(PredictionId id, Instant asOf, int... annotations) throws IOException {
        return await(world.intake.takeWhole(TaskId.of(id), task(id, annotations).toBuffer(), SOURCE, asOf));
    }

    @CanIgnoreReturnValue
    private Taken take(PredictionId id, JsonObject task) {
        return await(world.intake.takeWhole(TaskId.of(id), task.toBuffer(), SOURCE, LATER));
    }

    private static void choose(JsonObject task, int annotation, String choice) {
        task.getJsonArray("annotations")
                .getJsonObject(annotation)
                .getJsonArray("result")
                .getJsonObject(0)
                .getJsonObject("value")
                .put("choices", new JsonArray().add(choice));
    }

    private void setUp(SamplingStream stream, long id) {
        setUp(stream, id, "2026-11-20T10:00:00Z");
    }

    private void setUp(long id, String bornAt) {
        setUp(SamplingStream.RANDOM, id, bornAt);
    }

    private void setUp(SamplingStream stream, long id, String bornAt) {
        var project = new Project(
                id, stream.text(), Instant.parse(bornAt), new Project.Settings("", "", 1, true, true, true));
        await(world.tables.studioProjects().put(stream, project, "http://studio/projects/" + id + "/data", 7));
    }

    private static JsonObject task(PredictionId id, int... annotations) throws IOException {
        JsonArray all = new JsonArray();
        for (int annotation : annotations) {
            JsonObject file = file(id, annotation);
            file.remove("task");
            all.add(file);
        }
        return new JsonObject()
                .put("id", 5)
                .put("data", new JsonObject().put("task_id", id.toString()))
                .put("annotations", all);
    }

    private static JsonObject file(PredictionId id, int annotation) throws IOException {
        JsonObject file = Golden.json("label-studio-annotation.json").put("id", annotation);
        file.put(
                "completed_by", new JsonObject().put("id", annotation).put("email", "p" + annotation + "@example.org"));
        file.put("created_at", MADE).put("updated_at", MADE);
        file.getJsonObject("task")
                .getJsonObject("data")
                .put("task_id", id.toString())
                .put("prediction_id", id.toString());
        return file;
    }
}
