package io.gourmetloop.loop.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.labeling.LabelingTask.Guide;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFileTest {
    private static final LabelingConfiguration CONFIGURATION = new LabelingConfiguration(Labels.of("Bread", "Soup"));
    private static final Guide SOUP = new Guide(new Label("Soup"), new Confidence(0.41), null, 4);

    @Test
    void a_guided_task_tells_the_answer_and_prefills_it() throws IOException {
        Buffer file = TaskFile.write(guided(SOUP), CONFIGURATION);
        assertThat(new JsonObject(file)).isEqualTo(Golden.json("guided-task.json"));
    }

    @Test
    void a_blind_task_tells_nothing_of_the_answer() throws IOException {
        Buffer file = TaskFile.write(blind(), CONFIGURATION);
        assertThat(new JsonObject(file)).isEqualTo(Golden.json("blind-task.json"));
    }

    @Test
    void a_corrected_task_shows_the_label_of_the_user() {
        var guide = new Guide(new Label("Soup"), new Confidence(0.41), new Label("Bread"), null);
        JsonObject data = TaskFile.data(TaskFile.write(guided(guide), CONFIGURATION));
        assertThat(data.getString("user_label")).isEqualTo("Bread");
        assertThat(data.getString("ml_prediction")).isEqualTo("Soup");
    }

    @Test
    void an_answer_that_annotators_cannot_choose_is_told_but_not_prefilled() {
        var guide = new Guide(new Label("Sushi"), new Confidence(0.41), null, null);
        JsonObject file = new JsonObject(TaskFile.write(guided(guide), CONFIGURATION));
        assertThat(file.containsKey("predictions")).isFalse();
        assertThat(file.getJsonObject("data").getString("ml_prediction")).isEqualTo("Sushi");
        assertThat(TaskFile.canPrefill(guided(guide), CONFIGURATION)).isFalse();
    }

    @Test
    void what_was_written_is_read() {
        assertThat(TaskFile.read(TaskFile.write(guided(SOUP), CONFIGURATION))).isEqualTo(guided(SOUP));
        assertThat(TaskFile.read(TaskFile.write(blind(), CONFIGURATION))).isEqualTo(blind());
    }

    @Test
    void a_blind_task_cannot_be_made_with_a_guide() {
        assertThatThrownBy(() -> task(SamplingStream.RANDOM, Purpose.EVALUATION, SOUP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soup", "[]", "{}", "{\"data\": 1}", "{\"data\": {\"purpose\": \"fun\"}}"})
    void a_file_that_is_none_is_refused(String text) {
        assertThatThrownBy(() -> TaskFile.read(Buffer.buffer(text)))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE));
    }

    private static LabelingTask guided(Guide guide) {
        return task(SamplingStream.LOW_CONFIDENCE, Purpose.TRAIN, guide);
    }

    private static LabelingTask blind() {
        return task(SamplingStream.RANDOM, Purpose.EVALUATION, null);
    }

    private static LabelingTask task(SamplingStream stream, Purpose purpose, @Nullable Guide guide) {
        return new LabelingTask(
                Golden.TASK,
                stream,
                purpose,
                Golden.PHOTO,
                Instant.parse("2026-11-20T16:31:00Z"),
                new ModelVersion(3),
                guide);
    }
}
