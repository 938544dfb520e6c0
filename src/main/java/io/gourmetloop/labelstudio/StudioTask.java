package io.gourmetloop.labelstudio;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as Label Studio has it. {@code ourId} is the {@code task_id} in its data, if it has one; {@code file} is the
 * task with all of its annotations in the format of a target storage. Its time of change covers its annotations, those
 * that were deleted too.
 */
public record StudioTask(
        long id, @Nullable String ourId, int overlap, Instant updatedAt, int annotations, Buffer file) {

    static StudioTask of(JsonObject json) {
        JsonObject data = json.getValue("data") instanceof JsonObject object ? object : new JsonObject();
        JsonArray annotations =
                Optional.ofNullable(json.getJsonArray("annotations")).orElseGet(JsonArray::new);
        return new StudioTask(
                json.getLong("id"),
                data.getValue("task_id") instanceof String id ? id : null,
                json.getInteger("overlap", 1),
                Instant.parse(json.getString("updated_at")),
                annotations.size(),
                new JsonObject()
                        .put("id", json.getLong("id"))
                        .put("data", data)
                        .put("annotations", annotations)
                        .toBuffer());
    }
}
