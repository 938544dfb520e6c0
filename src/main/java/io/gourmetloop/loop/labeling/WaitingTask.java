package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.TaskId;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.json.JsonObject;

/** A task file that waits to be imported: which task it holds, and the object that Label Studio is to have of it. */
record WaitingTask(ObjectKey key, TaskId task, JsonObject data) {
    boolean guided() {
        return data.getString("ml_prediction") != null;
    }
}
