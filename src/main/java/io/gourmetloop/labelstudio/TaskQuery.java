package io.gourmetloop.labelstudio;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Which tasks of a project, and in which order; in the words of its Data Manager. */
public record TaskQuery(String text) {
    /** The only form that it reads. */
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Those changed at this moment or later, oldest change first. */
    public static TaskQuery changedSince(Instant moment) {
        return where("updated_at", "greater_or_equal", "Datetime", MICROSECONDS.format(moment), "updated_at");
    }

    /** Those with larger ids, in their order. */
    public static TaskQuery after(long id) {
        return where("id", "greater", "Number", id, "id");
    }

    /** Those with our id, of which there should be one at most. */
    public static TaskQuery ours(String taskId) {
        return where("data.task_id", "equal", "String", taskId, "id");
    }

    private static TaskQuery where(String field, String operator, String type, Object value, String order) {
        JsonObject filter = new JsonObject()
                .put("filter", "filter:tasks:" + field)
                .put("operator", operator)
                .put("type", type)
                .put("value", value);
        return new TaskQuery(new JsonObject()
                .put("filters", new JsonObject().put("conjunction", "and").put("items", new JsonArray().add(filter)))
                .put("ordering", new JsonArray().add("tasks:" + order))
                .encode());
    }
}
