package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.TaskId;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A task file that waits to be imported: which task it holds, and the object that Label Studio is to have of it. */
record WaitingTask(ObjectKey key, TaskId task, JsonObject data) {
    /** The model version whose guess annotators are shown; empty for a blind task. */
    Optional<String> guessedBy() {
        return Optional.ofNullable(data.getString("ml_prediction")).map(guess -> data.getString("model_version"));
    }
}
