package io.gourmetloop.loop.labeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationFileTest {
    private static final LabelingConfiguration CONFIGURATION = new LabelingConfiguration(Labels.of("Bread", "Soup"));
    private static final Opinion SOUP = Opinion.label(new Label("Soup"));
    private static final Instant FIVE_O_CLOCK = Instant.parse("2026-11-20T17:00:00Z");

    @Test
    void the_built_in_annotator_writes_as_label_studio_does() throws IOException {
        assertThat(new JsonObject(write(annotation(SOUP)))).isEqualTo(Golden.json("built-in-annotation.json"));
    }

    @Test
    void a_skip_is_cancelled_and_chooses_nothing() throws IOException {
        var file = new JsonObject(write(new Annotation(
                annotation(SOUP).id(),
                Golden.TASK,
                "anna",
                Opinion.SKIPPED,
                null,
                null,
                FIVE_O_CLOCK,
                FIVE_O_CLOCK,
                false)));
        assertThat(file.getBoolean("was_cancelled")).isTrue();
        assertThat(file.getJsonArray("result")).isEmpty();
    }

    @Test
    void what_the_built_in_annotator_writes_is_read() throws IOException {
        for (Opinion opinion : List.of(SOUP, Opinion.BAD_IMAGE, Opinion.CANNOT_TELL, Opinion.SKIPPED)) {
            Annotation given = annotation(opinion);
            assertThat(read(write(given))).containsExactly(given);
        }
    }

    @Test
    void an_annotation_that_was_taken_back_is_not_a_skipped_one() throws IOException {
        Annotation undone = annotation(SOUP).withdrawnAt(FIVE_O_CLOCK.plusSeconds(9));
        assertThat(new JsonObject(write(undone)).getBoolean("was_cancelled")).isTrue();
        assertThat(read(write(undone))).containsExactly(undone);
    }

    @Test
    void an_annotation_of_label_studio_is_read() throws IOException {
        assertThat(read(Golden.bytes("label-studio-annotation.json")))
                .containsExactly(new Annotation(
                        new AnnotationId("studio-1", "17"),
                        Golden.TASK,
                        "anna@example.org",
                        SOUP,
                        "half eaten\nwith bread",
                        12.034,
                        Instant.parse("2026-11-20T17:00:00.123456Z"),
                        Instant.parse("2026-11-20T17:00:00.654321Z"),
                        false));
    }

    @Test
    void a_skipped_one_of_label_studio_has_no_opinion_even_if_it_was_prefilled() throws IOException {
        assertThat(read(Golden.bytes("label-studio-skipped.json")))
                .singleElement()
                .satisfies(skipped -> {
                    assertThat(skipped.opinion()).isEqualTo(Opinion.SKIPPED);
                    assertThat(skipped.annotator()).isEqualTo("Ben Ott");
                    assertThat(skipped.leadTime()).isNull();
                    assertThat(skipped.withdrawn()).isFalse();
                });
    }

    @Test
    void a_task_of_label_studio_is_read_with_all_of_its_annotations() throws IOException {
        List<Annotation> annotations = read(Golden.bytes("label-studio-task.json"));
        assertThat(annotations).extracting(Annotation::opinion).containsExactly(Opinion.BAD_IMAGE, Opinion.CANNOT_TELL);
        assertThat(annotations).extracting(Annotation::annotator).containsExactly("anna@example.org", "user 4");
        assertThat(annotations).extracting(Annotation::task).containsOnly(Golden.TASK);
        assertThat(annotations.get(1).createdAt()).isEqualTo(Instant.parse("2026-11-20T17:07:00.5Z"));
    }

    @Test
    void an_annotation_outlives_the_account_that_made_it() throws IOException {
        JsonObject file = Golden.json("label-studio-annotation.json").putNull("completed_by");
        assertThat(read(file.toBuffer()))
                .singleElement()
                .extracting(Annotation::annotator)
                .isEqualTo("unknown");
    }

    /** Each breaks a good file in one place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id            | null                                   | no 'id'",
                "result        | null                                   | no 'result'",
                "result        | []                                     | no choice",
                "task          | null                                   | no 'task'",
                "task          | {\"id\": 5, \"data\": {}}              | no 'prediction_id'",
                "task          | {\"data\": {\"task_id\": \"soup\"}}    | soup",
                "completed_by  | {}                                     | no 'id'",
                "created_at    | \"yesterday\"                          | no time",
                "lead_time     | \"long\"                               | of another type",
            })
    void a_broken_file_is_refused_by_what_is_wrong_with_it(String field, String value, String complaint)
            throws IOException {
        JsonObject file = Golden.json("label-studio-annotation.json");
        file.put(field, new JsonObject("{\"value\": " + value + "}").getValue("value"));
        assertThatThrownBy(() -> read(file.toBuffer()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void two_choices_and_unknown_choices_are_refused() throws IOException {
        assertThatThrownBy(() -> read(choosing("Soup", "Bread"))).hasMessageContaining("2 choices");
        assertThatThrownBy(() -> read(choosing("soup"))).hasMessageContaining("no label 'soup'");
    }

    private static Buffer choosing(String... choices) throws IOException {
        JsonObject file = Golden.json("label-studio-annotation.json");
        file.getJsonArray("result")
                .getJsonObject(0)
                .getJsonObject("value")
                .put("choices", new JsonArray(List.of(choices)));
        return file.toBuffer();
    }

    private static Annotation annotation(Opinion opinion) {
        return new Annotation(
                AnnotationId.builtIn("gl-01936f2a-2000-7000-8000-000000000002"),
                Golden.TASK,
                "anna",
                opinion,
                "half eaten",
                4.25,
                FIVE_O_CLOCK,
                FIVE_O_CLOCK,
                false);
    }

    private static Buffer write(Annotation annotation) throws IOException {
        return AnnotationFile.write(annotation, 7, TaskFile.data(Golden.bytes("blind-task.json")), CONFIGURATION);
    }

    private static List<Annotation> read(Buffer bytes) {
        return AnnotationFile.read(bytes, CONFIGURATION, made -> "studio-1").annotations();
    }
}
