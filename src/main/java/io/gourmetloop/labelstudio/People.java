package io.gourmetloop.labelstudio;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Names in lists of tasks who annotated: there Label Studio tells a person's id alone, in files and in single tasks the
 * e-mail address too, and one person must not count as two.
 */
final class People {
    private static final String BY = "completed_by";

    private final Supplier<Future<JsonArray>> users;
    private volatile Map<Number, JsonObject> known = Map.of();

    People(Supplier<Future<JsonArray>> users) {
        this.users = users;
    }

    /** Completes the annotations of these tasks in place. */
    Future<List<JsonObject>> name(List<JsonObject> tasks) {
        boolean strangers = anonymous(tasks).anyMatch(annotation -> !known.containsKey(id(annotation)));
        return (strangers ? refresh() : Future.<Void>succeededFuture()).map(ready -> {
            anonymous(tasks).forEach(this::name);
            return tasks;
        });
    }

    private void name(JsonObject annotation) {
        JsonObject person = known.get(id(annotation));
        if (person != null) {
            annotation.put(BY, person);
        }
    }

    private Future<Void> refresh() {
        return users.get().map(people -> {
            Map<Number, JsonObject> byId = new HashMap<>();
            people.stream().map(JsonObject.class::cast).forEach(person -> byId.put(person.getLong("id"), person));
            known = byId;
            return null;
        });
    }

    private static Number id(JsonObject annotation) {
        return annotation.getLong(BY);
    }

    private static Stream<JsonObject> anonymous(List<JsonObject> tasks) {
        return tasks.stream()
                .flatMap(task -> task.getJsonArray("annotations", new JsonArray()).stream())
                .map(JsonObject.class::cast)
                .filter(annotation -> annotation.getValue(BY) instanceof Number);
    }
}
