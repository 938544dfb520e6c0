package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.labelstudio.Project;
import io.gourmetloop.loop.labeling.AnnotationIntake.Taken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
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
        world.rows("delete from label_studio_tasks");
    }

    @Test
    void an_annotation_is_one_whichever_way_it_comes() throws IOException {
        PredictionId id = world.blindTask();
        var project = new Project(
                2,
                "Random Sampling Review",
                Instant.parse("2026-11-20T10:00:00Z"),
                new Project.Settings("", "", 1, true, true, true));
        await(world.tables.studioProjects().put(SamplingStream.RANDOM, project, "http://studio/projects/2/data", 7));
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
