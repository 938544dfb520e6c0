package io.gourmetloop.labelstudio;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where a project announces what happens in it. */
public record Webhook(long id, Settings settings) {
    /** {@code secretHeaders} go with every announcement; each carries what it is about. */
    public record Settings(String url, Map<String, String> secretHeaders, Set<String> actions) {
        public Settings {
            secretHeaders = Map.copyOf(secretHeaders);
            actions = Set.copyOf(actions);
        }

        JsonObject toJson(long project) {
            JsonObject headers = new JsonObject();
            secretHeaders.forEach(headers::put);
            return new JsonObject()
                    .put("project", project)
                    .put("url", url)
                    .put("headers", headers)
                    .put("actions", new JsonArray(List.copyOf(new TreeSet<>(actions))))
                    .put("send_payload", true)
                    .put("send_for_all_actions", false)
                    .put("is_active", true);
        }

        @Override
        public String toString() {
            return url + " " + actions;
        }
    }

    static Webhook of(JsonObject json) {
        Map<String, String> headers = json.getJsonObject("headers", new JsonObject()).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        Set<String> actions = json.getJsonArray("actions", new JsonArray()).stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
        boolean sends = json.getBoolean("is_active", true) && json.getBoolean("send_payload", true);
        return new Webhook(
                json.getLong("id"), new Settings(json.getString("url"), headers, sends ? actions : Set.of()));
    }
}
