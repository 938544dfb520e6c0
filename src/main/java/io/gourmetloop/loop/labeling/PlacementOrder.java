package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.vertx.core.json.JsonObject;

/**
 * The order to bring the copy of an image to where it belongs by now. The cause makes the order unique: whatever may have
 * moved the image causes a new one.
 */
record PlacementOrder(PredictionId prediction, String cause) {
    static final String TOPIC = "place";

    static PlacementOrder afterTruth(PredictionId prediction, int truthVersion) {
        return new PlacementOrder(prediction, "truth-" + truthVersion);
    }

    /** Of a task that the image shares. */
    static PlacementOrder afterSharedTruth(PredictionId prediction, TaskId task, int truthVersion) {
        return new PlacementOrder(prediction, "truth-" + truthVersion + "-of-" + task);
    }

    static PlacementOrder afterFeedback(PredictionId prediction, long feedback) {
        return new PlacementOrder(prediction, "feedback-" + feedback);
    }

    /** When an image has waited so long for a task that the model's own answer may stand. */
    static PlacementOrder afterWaiting(PredictionId prediction) {
        return new PlacementOrder(prediction, "waited");
    }

    static PlacementOrder of(OutboxMessage message) {
        String[] parts = message.key().split("/", 2);
        return new PlacementOrder(PredictionId.parse(parts[0]), parts[1]);
    }

    OutboxMessage toMessage() {
        return new OutboxMessage(TOPIC, prediction + "/" + cause, new JsonObject());
    }
}
