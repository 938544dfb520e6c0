package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arrays {@code result} of Label Studio's annotations and predictions: a chosen class, and a note. */
final class ChoiceResult {
    private ChoiceResult() {}

    static JsonObject choice(String choice) {
        return new JsonObject()
                .put("from_name", LabelingConfiguration.CONTROL)
                .put("to_name", LabelingConfiguration.IMAGE)
                .put("type", "choices")
                .put("value", new JsonObject().put("choices", new JsonArray().add(choice)));
    }

    static JsonObject note(String note) {
        return new JsonObject()
                .put("from_name", LabelingConfiguration.NOTES)
                .put("to_name", LabelingConfiguration.IMAGE)
                .put("type", "textarea")
                .put("value", new JsonObject().put("text", new JsonArray().add(note)));
    }

    /**
     * The one class that was chosen; empty when none was. Fails with INVALID_VALUE when several were: the task asks for
     * one.
     */
    static Optional<String> chosen(JsonArray result) {
        List<String> choices = texts(result, LabelingConfiguration.CONTROL, "choices");
        if (choices.size() > 1) {
            throw new Failure(ErrorCode.INVALID_VALUE, "It has " + choices.size() + " choices where one is asked for");
        }
        return choices.stream().findFirst();
    }

    static @Nullable String noted(JsonArray result) {
        List<String> lines = texts(result, LabelingConfiguration.NOTES, "text");
        return lines.isEmpty() ? null : String.join("\n", lines);
    }

    private static List<String> texts(JsonArray result, String control, String field) {
        return result.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(item -> control.equals(item.getValue("from_name"))
                        && LabelingConfiguration.IMAGE.equals(item.getValue("to_name")))
                .flatMap(item -> new Fields(item).object("value").array(field).stream())
                .map(text -> Fields.withoutNul(String.valueOf(text)))
                .toList();
    }
}
