package io.gourmetloop.web;

import io.gourmetloop.loop.prediction.Feedback;
import io.gourmetloop.loop.prediction.Prediction;
import io.gourmetloop.loop.prediction.PredictionHistory;
import io.gourmetloop.loop.prediction.PredictionSummary;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Predictions in the words of the contract. */
final class PredictionJson {
    private PredictionJson() {}

    static JsonObject answer(Prediction prediction) {
        JsonObject probabilities = new JsonObject();
        List<Double> values = prediction.scores().probabilities();
        for (int i = 0; i < values.size(); i++) {
            probabilities.put(prediction.labels().at(i).text(), values.get(i));
        }
        return new JsonObject()
                .put("prediction_id", prediction.id().toString())
                .put("prediction", prediction.scores().label().text())
                .put("confidence", prediction.scores().confidence().value())
                .put("probabilities", probabilities)
                .put("entropy", prediction.scores().entropy())
                .put("margin", prediction.scores().margin())
                .put("model_version", prediction.version().toString())
                .put("image_url", photoUrl(prediction.id()))
                .put("created_at", prediction.createdAt().toString());
    }

    static JsonObject classic(Prediction prediction) {
        return new JsonObject()
                .put("prediction", prediction.scores().label().text())
                .put("confidence", prediction.scores().confidence().value())
                .put("model_version", prediction.version().toString())
                .put("prediction_id", prediction.id().toString());
    }

    static JsonObject summary(PredictionSummary summary) {
        JsonObject json = new JsonObject()
                .put("prediction_id", summary.id().toString())
                .put("prediction", summary.label())
                .put("confidence", summary.confidence())
                .put("model_version", summary.version().toString())
                .put("image_url", photoUrl(summary.id()))
                .put("created_at", summary.createdAt().toString())
                .put("verdict", summary.verdict())
                .put("user_label", summary.userLabel());
        PredictionSummary.Loop loop = summary.loop();
        return loop == null
                ? json
                : json.put("state", loop.state()).put("stream", loop.stream()).put("human_label", loop.humanLabel());
    }

    static JsonObject detail(PredictionHistory.Detail detail) {
        JsonObject json = answer(detail.prediction())
                .put("feedback", Replies.array(detail.feedback(), PredictionJson::feedbackOfDetail));
        detail.loop()
                .ifPresent(loop -> json.put("role", detail.prediction().role().name())
                        .put("state", loop.state())
                        .put("human_label", loop.humanLabel())
                        .put("ledger", Replies.array(loop.coins(), PredictionJson::coin))
                        .put("annotations", Replies.array(loop.annotations(), PredictionJson::annotation)));
        return json;
    }

    static JsonObject feedback(Feedback feedback) {
        return new JsonObject()
                .put("prediction_id", feedback.prediction().toString())
                .mergeIn(feedbackOfDetail(feedback));
    }

    private static JsonObject feedbackOfDetail(Feedback feedback) {
        return new JsonObject()
                .put("verdict", feedback.verdict().name())
                .put(
                        "human_label",
                        feedback.label() == null ? null : feedback.label().text())
                .put("created_at", feedback.createdAt().toString());
    }

    private static JsonObject coin(PredictionHistory.Coin coin) {
        return new JsonObject()
                .put("stream", coin.stream())
                .put("probability", coin.probability())
                .put("coin", coin.coin())
                .put("chosen", coin.chosen())
                .put("task_purpose", coin.taskPurpose())
                .put("policy", coin.policy())
                .put("salt_id", coin.saltId())
                .put("decided_at", coin.decidedAt().toString());
    }

    private static JsonObject annotation(PredictionHistory.Annotation annotation) {
        return new JsonObject()
                .put("annotator", annotation.annotator())
                .put("outcome", annotation.outcome())
                .put("label", annotation.label())
                .put("lead_time", annotation.leadTime())
                .put("created_at", annotation.createdAt().toString())
                .put("updated_at", annotation.updatedAt().toString());
    }

    private static String photoUrl(Object id) {
        return "/api/v1/predictions/" + id + "/photo";
    }
}
