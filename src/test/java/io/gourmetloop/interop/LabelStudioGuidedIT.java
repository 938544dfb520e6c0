package io.gourmetloop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.LabelStudio;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Label Studio shows the model's guess where, and only where, a task is guided. */
@Tag("container")
class LabelStudioGuidedIT {
    private static final String PROJECT = "Low Confidence Review";
    /** No coin is thrown so low that a photo comes into the random stream, or is kept for measuring. */
    private static final Map<String, String> ALL_GUIDED = Map.of(
            "GOURMETLOOP_SAMPLING_RANDOM_RATE", "1e-9",
            "GOURMETLOOP_SAMPLING_RANDOM_FLOOR", "1e-9",
            "GOURMETLOOP_SAMPLING_EVALUATION_SHARE", "1e-9",
            "GOURMETLOOP_SAMPLING_LOW_CONFIDENCE_RATE", "1",
            "GOURMETLOOP_SAMPLING_LOW_CONFIDENCE_THRESHOLD", "1");

    @Test
    void forms_are_prefilled_with_the_guess_of_the_model_that_answered_also_after_it_was_replaced() {
        try (LabelStudio studio = LabelStudio.start();
                StudioLoop loop = StudioLoop.start(studio, ALL_GUIDED)) {
            loop.run("label-studio-setup");
            String old = loop.upload("low_confidence");
            loop.run("source-sync");

            String fresh = loop.upload("low_confidence");
            String file = "tasks/low_confidence/" + fresh + ".json";
            loop.put(file, loop.read(file).replace("\"v1\"", "\"v2\""));
            loop.run("source-sync");

            assertPrefilled(loop, old);
            assertPrefilled(loop, fresh);
        }
    }

    /** As the page asks for it; labels it, so that the next one comes. */
    private static void assertPrefilled(StudioLoop loop, String photo) {
        JsonObject task = loop.studio.get("/api/projects/" + loop.project(PROJECT) + "/next");
        String guess = loop.prediction(photo).getString("prediction");

        assertThat(task.getJsonObject("data").getString("task_id")).isEqualTo(photo);
        assertThat(task.getJsonArray("predictions"))
                .singleElement()
                .asString()
                .contains("\"choices\":[\"" + guess + "\"]");
        loop.annotate(task.getLong("id"), guess);
    }
}
