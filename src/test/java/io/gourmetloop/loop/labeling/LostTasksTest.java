package io.gourmetloop.loop.labeling;

import static io.gourmetloop.loop.labeling.LabelingWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostTasksTest {
    private static final String BEFORE = "label-studio/1@2026-11-20T10:00:00Z";
    private static final String NOW = "label-studio/1@2026-11-21T10:00:00Z";
    private static final StudioProject PROJECT =
            new StudioProject(SamplingStream.RANDOM, 1, NOW, "http://studio/projects/1/data", 7, null);

    private final LabelingWorld world = new LabelingWorld(LabelingWorld.ONE_VOTE);
    private final WaitingFiles files = new WaitingFiles(world.store);
    private final LostTasks lost = new LostTasks(world.tables.tasks(), files, world.delivery);

    @BeforeEach
    void clear() {
        world.rows("delete from label_studio_tasks");
    }

    @Test
    void an_open_task_that_the_new_project_never_had_waits_again() {
        PredictionId id = imported(BEFORE, 5);
        JsonObject file = world.json("archive/random/" + id + ".json");

        await(lost.putBack(PROJECT));

        assertThat(world.json("tasks/random/" + id + ".json")).isEqualTo(file);
        assertThat(world.keys(Bucket.LABELSTUDIO, "archive/")).isEmpty();
    }

    @Test
    void a_file_that_was_cleared_out_of_the_archive_is_made_anew() {
        PredictionId id = imported(BEFORE, 5);
        JsonObject file = world.json("archive/random/" + id + ".json");
        await(world.store.delete(Bucket.LABELSTUDIO, ObjectKey.of("archive/random/" + id + ".json")));

        await(lost.putBack(PROJECT));

        assertThat(world.json("tasks/random/" + id + ".json")).isEqualTo(file);
    }

    @Test
    void a_task_that_is_there_or_was_deleted_there_or_is_done_stays_archived() throws IOException {
        PredictionId there = imported(NOW, 5);
        PredictionId deleted = imported(NOW, 6);
        await(world.tables.studioTasks().gone(NOW, 6, Instant.parse("2026-11-21T11:00:00Z")));
        PredictionId done = imported(BEFORE, 7);
        JsonObject annotation = Golden.json("label-studio-annotation.json");
        annotation
                .getJsonObject("task")
                .getJsonObject("data")
                .put("task_id", done.toString())
                .put("prediction_id", done.toString());
        world.put("output/random/17", annotation.toBuffer());
        await(world.sync.run());
        assertThat(world.task(done).getString("state")).isEqualTo("closed");

        await(lost.putBack(PROJECT));

        assertThat(world.keys(Bucket.LABELSTUDIO, "tasks/")).isEmpty();
        assertThat(world.keys(Bucket.LABELSTUDIO, "archive/random/"))
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "archive/random/" + there + ".json",
                        "archive/random/" + deleted + ".json",
                        "archive/random/" + done + ".json"));
    }

    @Test
    void a_new_task_is_not_taken_for_a_lost_one() {
        PredictionId id = world.blindTask();
        String key = "tasks/random/" + id + ".json";
        world.put(key, world.json(key).put("untouched", true).toBuffer());

        await(lost.putBack(PROJECT));

        assertThat(world.json(key).getBoolean("untouched")).isTrue();
    }

    /** A task that the project has had under this id, and whose file was archived. */
    private PredictionId imported(String source, long studioId) {
        PredictionId id = world.blindTask();
        ObjectKey key = ObjectKey.of("tasks/random/" + id + ".json");
        await(files.archive(List.of(new WaitingTask(key, TaskId.of(id), new JsonObject()))));
        await(world.tables.studioTasks().seen(source, studioId, TaskId.of(id), 1));
        return id;
    }
}
