package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.labeling.LabelingTask.Guide;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The file of a task, in the format of Label Studio's source storages: one JSON object, all of ours inside of {@code data}. */
final class TaskFile {
    static final String MEDIA_TYPE = "application/json";
    /**
     * The version under which Label Studio knows the answers of all of our model versions: it prefills with those of the
     * one version that a project names, so tasks of older models would lose theirs. Which model it was is told in {@code data}.
     */
    static final String PREDICTED_BY = "GourmetLoop";

    private TaskFile() {}

    /**
     * A guided task is prefilled with the model's answer. Label Studio takes in a prefill that its configuration does not
     * have, and shows none, without a word: so a prediction that the configuration does not know is left out here.
     */
    static Buffer write(LabelingTask task, LabelingConfiguration configuration) {
        JsonObject file = new JsonObject().put("data", data(task));
        Guide guide = task.guide();
        if (guide != null && prefill(guide, configuration).isPresent()) {
            file.put("predictions", new JsonArray().add(prediction(guide)));
        }
        return file.toBuffer();
    }

    /** Whether annotators can choose what the model answered. */
    static boolean canPrefill(LabelingTask task, LabelingConfiguration configuration) {
        Guide guide = task.guide();
        return guide == null || prefill(guide, configuration).isPresent();
    }

    private static Optional<Label> prefill(Guide guide, LabelingConfiguration configuration) {
        return configuration.labels().find(guide.prediction().text());
    }

    private static JsonObject data(LabelingTask task) {
        JsonObject data = new JsonObject()
                .put("image", task.photoUri())
                .put("task_id", task.id().toString())
                .put("prediction_id", task.id().prediction().toString())
                .put("stream", task.stream().text())
                .put("purpose", task.purpose().text())
                .put("timestamp", task.timestamp().toString())
                .put("model_version", task.modelVersion().toString());
        Guide guide = task.guide();
        return guide == null ? data : tell(data, guide);
    }

    private static JsonObject tell(JsonObject data, Guide guide) {
        Label userLabel = guide.userLabel();
        return data.put("ml_prediction", guide.prediction().text())
                .put("confidence", guide.confidence().value())
                .put("user_label", userLabel == null ? null : userLabel.text())
                .put("rank", guide.rank());
    }

    private static JsonObject prediction(Guide guide) {
        return new JsonObject()
                .put("model_version", PREDICTED_BY)
                .put("score", guide.confidence().value())
                .put(
                        "result",
                        new JsonArray()
                                .add(ChoiceResult.choice(guide.prediction().text())));
    }

    /** Fails with INVALID_VALUE when the bytes are not such a file. */
    static LabelingTask read(Buffer bytes) {
        try {
            return task(Fields.parse(bytes).object("data"));
        } catch (IllegalArgumentException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, "It is no task file: " + e.getMessage(), e);
        }
    }

    private static LabelingTask task(Fields data) {
        Purpose purpose = purpose(data.text("purpose"));
        return new LabelingTask(
                TaskId.parse(data.text("task_id")),
                SamplingStream.parse(data.text("stream")),
                purpose,
                data.text("image"),
                data.instant("timestamp"),
                ModelVersion.parse(data.text("model_version")),
                purpose.blind() ? null : guide(data));
    }

    /** The object {@code data} as it stands in the file, for the annotation that refers to it. */
    static JsonObject data(Buffer bytes) {
        return Fields.parse(bytes).object("data").json();
    }

    private static Guide guide(Fields data) {
        String userLabel = data.textOrNull("user_label");
        Double rank = data.numberOrNull("rank");
        return new Guide(
                new Label(data.text("ml_prediction")),
                new Confidence(data.number("confidence")),
                userLabel == null ? null : new Label(userLabel),
                rank == null ? null : Integer.valueOf(rank.intValue()));
    }

    static Purpose purpose(String text) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.text().equals(text)) {
                return purpose;
            }
        }
        throw new Failure(ErrorCode.INVALID_VALUE, "There is no purpose '" + text + "'");
    }
}
