package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.TaskId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of Label Studio's target storages. It writes either an annotation, with its task inside, or, by its settings, a
 * task with all of its annotations; the built-in annotator writes the former. A field {@code undone}, which Label Studio
 * neither writes nor reads, tells an annotation that was taken back from a skipped one: both are {@code was_cancelled}.
 */
final class AnnotationFile {
    static final String MEDIA_TYPE = "application/json";

    private static final String UNDONE = "undone";

    private AnnotationFile() {}

    /** The file of one annotation of the account, about the task of which {@code taskData} is the object {@code data}. */
    static Buffer write(
            Annotation annotation, long accountId, JsonObject taskData, LabelingConfiguration configuration) {
        JsonObject file = new JsonObject()
                .put("id", annotation.id().id())
                .put("result", result(annotation, configuration))
                .put(
                        "task",
                        new JsonObject().put("id", annotation.task().toString()).put("data", taskData))
                .put("completed_by", person(accountId, annotation.annotator()))
                .put("created_at", annotation.createdAt().toString())
                .put("updated_at", annotation.updatedAt().toString())
                .put("lead_time", annotation.leadTime())
                .put(
                        "was_cancelled",
                        annotation.withdrawn() || annotation.opinion().equals(Opinion.SKIPPED));
        return (annotation.withdrawn() ? file.put(UNDONE, true) : file).toBuffer();
    }

    private static JsonArray result(Annotation annotation, LabelingConfiguration configuration) {
        JsonArray result = new JsonArray();
        configuration.choice(annotation.opinion()).map(ChoiceResult::choice).ifPresent(result::add);
        Optional.ofNullable(annotation.note()).map(ChoiceResult::note).ifPresent(result::add);
        return result;
    }

    private static JsonObject person(long accountId, String name) {
        return new JsonObject()
                .put("id", accountId)
                .put("first_name", name)
                .put("last_name", "")
                .put("email", "");
    }

    /** The annotations that are understood, and those that are not: one of them says nothing against the others. */
    record Reading(List<Annotation> annotations, List<Misread> misread) {
        Reading {
            annotations = List.copyOf(annotations);
            misread = List.copyOf(misread);
        }
    }

    /** An annotation that is not understood, and why; without an id that could not be read either. */
    record Misread(@Nullable String id, String why) {
        String text() {
            return id == null ? why : "annotation " + id + ": " + why;
        }
    }

    /**
     * What is in a file of either format. {@code instance} names the Label Studio that made an annotation at that moment.
     * Fails with INVALID_VALUE or UNKNOWN_LABEL when nothing in it can be read, saying what is wrong.
     */
    static Reading read(Buffer bytes, LabelingConfiguration configuration, Function<Instant, String> instance) {
        Fields file = Fields.parse(bytes);
        var reader = new Reader(configuration, instance);
        return file.has("annotations")
                ? reader.all(file)
                : new Reading(List.of(reader.one(file, task(file.object("task")))), List.of());
    }

    private static TaskId task(Fields task) {
        Fields data = task.object("data");
        return TaskId.parse(data.text(data.has("task_id") ? "task_id" : "prediction_id"));
    }

    private record Reader(LabelingConfiguration configuration, Function<Instant, String> instance) {
        Reading all(Fields task) {
            TaskId id = task(task);
            List<Annotation> annotations = new ArrayList<>();
            List<Misread> misread = new ArrayList<>();
            for (Object each : task.array("annotations")) {
                if (!(each instanceof JsonObject annotation)) {
                    throw new Failure(ErrorCode.INVALID_VALUE, "Its 'annotations' are no objects");
                }
                try {
                    annotations.add(one(new Fields(annotation), id));
                } catch (Failure e) {
                    misread.add(misread(annotation, e));
                }
            }
            return new Reading(annotations, misread);
        }

        private static Misread misread(JsonObject annotation, Failure why) {
            Object id = annotation.getValue("id");
            return new Misread(id == null ? null : Fields.withoutNul(id.toString()), why.detail());
        }

        Annotation one(Fields annotation, TaskId task) {
            JsonArray result = annotation.array("result");
            Instant createdAt = annotation.instant("created_at");
            return new Annotation(
                    AnnotationId.inFile(annotation.text("id"), instance.apply(createdAt)),
                    task,
                    annotator(annotation),
                    opinion(annotation, result),
                    ChoiceResult.noted(result),
                    annotation.numberOrNull("lead_time"),
                    createdAt,
                    annotation.has("updated_at") ? annotation.instant("updated_at") : createdAt,
                    annotation.flag(UNDONE));
        }

        /** Who skips may have chosen something before: it does not count. What was taken back stays what it was. */
        private Opinion opinion(Fields annotation, JsonArray result) {
            Optional<Opinion> chosen = ChoiceResult.chosen(result).map(configuration::opinion);
            if (annotation.flag("was_cancelled")) {
                return annotation.flag(UNDONE) ? chosen.orElse(Opinion.SKIPPED) : Opinion.SKIPPED;
            }
            return chosen.orElseThrow(
                    () -> new Failure(ErrorCode.INVALID_VALUE, "It has no choice, and was not skipped"));
        }

        /** Label Studio names a person by an object or, in some exports, by the id alone; one that was deleted not at all. */
        private static String annotator(Fields annotation) {
            if (!annotation.has("completed_by")) {
                return "unknown";
            }
            if (!annotation.isObject("completed_by")) {
                return "user " + annotation.text("completed_by");
            }
            Fields person = annotation.object("completed_by");
            String email = blankToNull(person.textOrNull("email"));
            return email != null ? email : fullName(person).orElseGet(() -> "user " + person.text("id"));
        }

        private static Optional<String> fullName(Fields person) {
            String name = Stream.of("first_name", "last_name")
                    .map(field -> blankToNull(person.textOrNull(field)))
                    .filter(part -> part != null)
                    .collect(Collectors.joining(" "));
            return Optional.ofNullable(blankToNull(name));
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }
}
