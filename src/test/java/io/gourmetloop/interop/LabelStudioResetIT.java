package io.gourmetloop.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gourmetloop.testing.LabelStudio;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A real Label Studio that loses its database, and counts its projects, tasks and annotations from 1 again. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabelStudioResetIT {
    private LabelStudio studio;
    private StudioLoop loop;
    private List<String> labels;
    private String done;
    private String late;
    private String open;
    private String tied;

    @BeforeAll
    void labelHalfAndLoseTheDatabase() {
        studio = LabelStudio.start();
        assumeTrue(studio.canRestart(), "Skipped: this Label Studio is not the test's to reset");
        studio.reset(); // so that both instances count from 1
        loop = StudioLoop.start(studio, Map.of());
        loop.run("label-studio-setup");
        labels = loop.labels();
        done = loop.upload();
        late = loop.upload();
        tied = loop.upload();
        open = loop.upload();
        loop.run("source-sync");
        loop.annotate(loop.task(done), labels.get(0));
        loop.annotate(loop.task(tied), labels.get(0));
        annotateAsBen(loop.task(tied), labels.get(1));
        loop.run("label-studio-reconciliation");
        loop.annotate(loop.task(late), labels.get(2));
        studio.reset();
    }

    private void annotateAsBen(long task, String label) {
        long ben = studio.post(
                        "/api/users/",
                        new JsonObject().put("email", "ben@example.org").put("username", "ben"))
                .getLong("id");
        studio.post(
                "/api/tasks/" + task + "/annotations/", StudioLoop.choice(label).put("completed_by", ben));
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
    @Order(1)
    void what_is_gone_with_the_database_is_not_taken_for_deleted() {
        JsonObject without = loop.attempt("label-studio-reconciliation");
        assertThat(without.getString("state")).isEqualTo("failed");

        for (int i = 0; i < 4; i++) {
            studio.post("/api/projects", new JsonObject().put("title", "A stranger's project " + i));
        }
        JsonObject withStrangers = loop.attempt("label-studio-reconciliation");

        assertThat(withStrangers.getString("state")).isEqualTo("failed");
        assertThat(withStrangers.getString("result"))
                .contains("Label Studio has lost project ")
                .contains("the next set-up makes it anew");
        assertThat(loop.attempt("source-sync").getString("result")).startsWith("0 tasks imported");
        assertThat(loop.annotations(done)).hasSize(1);
        assertThat(loop.prediction(done).getString("human_label")).isEqualTo(labels.get(0));
    }

    @Test
    @Order(2)
    void open_tasks_come_back_and_finished_ones_do_not() {
        loop.run("annotation-sync");
        assertThat(loop.prediction(late).getString("human_label"))
                .as("written before the reset, read after it")
                .isEqualTo(labels.get(2));

        assertThat(loop.run("label-studio-setup")).contains("project 'Random Sampling Review' created");
        loop.run("source-sync");

        assertThat(loop.tasks(open)).hasSize(1);
        assertThat(loop.tasks(tied)).hasSize(1);
        assertThat(loop.tasks(done)).isEmpty();
        assertThat(loop.tasks(late)).isEmpty();
        assertThat(loop.keys("archive/random/")).hasSize(4);
        assertThat(loop.run("source-sync")).isEqualTo("0 tasks imported, 0 waiting");
    }

    @Test
    @Order(3)
    void annotations_with_the_numbers_of_old_ones_overwrite_nothing() {
        loop.annotate(loop.task(open), labels.get(3));
        loop.annotate(loop.task(tied), labels.get(1));
        loop.run("label-studio-reconciliation");
        loop.run("annotation-sync");
        loop.run("label-studio-reconciliation");

        assertThat(loop.prediction(open).getString("human_label")).isEqualTo(labels.get(3));
        assertThat(loop.prediction(done).getString("human_label")).isEqualTo(labels.get(0));
        assertThat(loop.prediction(late).getString("human_label")).isEqualTo(labels.get(2));
        assertThat(loop.prediction(tied).getString("human_label"))
                .as("Anna has changed her mind")
                .isEqualTo(labels.get(1));
        assertThat(loop.app.traces().count("annotations where id = '1' and deleted_at is null"))
                .as("annotations number 1, of the old and of the new instance")
                .isEqualTo(2);
    }
}
