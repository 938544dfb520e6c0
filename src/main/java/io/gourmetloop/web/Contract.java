package io.gourmetloop.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI contract, {@code openapi.yaml}. Parameters and JSON bodies of requests are validated against it. Photos are
 * not: Vert.x refuses contracts that name their media types, so the copy that validates goes without those contents and
 * without responses; {@code UploadReader} and the inference check photos. Who may ask is checked before, by
 * {@code Gatekeeper} and {@code MlDoor}, so that copy says nothing of it either.
 */
final class Contract {
    private static final String RESOURCE = "/openapi.yaml";
    /** Mark of the operations whose body is a photo, in the copy that validates. */
    static final String UPLOAD = "x-upload";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private Contract() {}

    static byte[] yaml() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Future<OpenAPIContract> load(Vertx vertx) {
        return vertx.<JsonObject>executeBlocking(() -> validating(document()))
                .compose(document -> OpenAPIContract.from(vertx, document));
    }

    static JsonObject document() {
        try {
            Map<String, Object> tree = new YAMLMapper().readValue(yaml(), new TypeReference<>() {});
            return new JsonObject(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject validating(JsonObject document) {
        leaveTimesToQueries(document);
        document.remove("servers"); // "/" is a server to OpenAPI, but not to Vert.x
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            METHODS.stream().filter(item::containsKey).map(item::getJsonObject).forEach(Contract::prune);
        }
        return document;
    }

    /** Times are read by {@code Queries}, which takes every offset of RFC 3339; the validator takes fewer. */
    private static void leaveTimesToQueries(@Nullable Object schema) {
        if (schema instanceof JsonObject object) {
            if ("date-time".equals(object.getValue("format"))) {
                object.remove("format");
            }
            object.forEach(entry -> leaveTimesToQueries(entry.getValue()));
        } else if (schema instanceof JsonArray array) {
            array.forEach(Contract::leaveTimesToQueries);
        }
    }

    private static void prune(JsonObject operation) {
        operation.put("responses", new JsonObject().put("default", new JsonObject().put("description", "any")));
        operation.remove("security");
        JsonObject body = operation.getJsonObject("requestBody");
        if (body == null) {
            return;
        }
        JsonObject content = body.getJsonObject("content");
        List.copyOf(content.fieldNames()).stream()
                .filter(type -> !type.equals(MediaType.APPLICATION_JSON))
                .forEach(content::remove);
        if (content.isEmpty()) {
            operation.remove("requestBody");
            operation.put(UPLOAD, true);
        }
    }
}
