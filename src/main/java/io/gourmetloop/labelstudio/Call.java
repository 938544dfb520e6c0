package io.gourmetloop.labelstudio;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of the API. What is {@code repeatable} does the same when it is sent twice. */
record Call(
        HttpMethod method,
        String path,
        Map<String, String> query,
        @Nullable JsonObject body,
        boolean repeatable) {

    static Call get(String path) {
        return new Call(HttpMethod.GET, path, Map.of(), null, true);
    }

    /** Makes something: sent twice, it may make two. */
    static Call post(String path, JsonObject body) {
        return new Call(HttpMethod.POST, path, Map.of(), body, false);
    }

    /** Sets fields to values. */
    static Call patch(String path, JsonObject body) {
        return new Call(HttpMethod.PATCH, path, Map.of(), body, true);
    }

    static Call delete(String path) {
        return new Call(HttpMethod.DELETE, path, Map.of(), null, true);
    }

    Call with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value.toString());
        return new Call(method, path, more, body, repeatable);
    }

    /** Changes nothing, though its method is that of a change. */
    Call harmless() {
        return new Call(method, path, query, body, true);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
