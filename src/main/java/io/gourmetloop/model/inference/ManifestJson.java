package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reads {@code model.json}. Whatever is wrong in it is an IllegalArgumentException that names the field. */
final class ManifestJson {
    private final JsonObject json;
    private final JsonObject input;

    private ManifestJson(JsonObject json) {
        this.json = json;
        this.input = required(json, "input", JsonObject.class);
    }

    static ModelManifest parse(byte[] bytes) {
        try {
            return new ManifestJson(new JsonObject(Buffer.buffer(bytes))).manifest();
        } catch (DecodeException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    private ModelManifest manifest() {
        requireSame("channels", "RGB");
        requireSame("crop", "center");
        return new ModelManifest(
                required(json, "name", String.class),
                labels(),
                new ModelInput(
                        required(input, "size", Number.class).intValue(),
                        required(input, "resize_short_side", Number.class).intValue(),
                        rgb("mean"),
                        rgb("std")),
                temperature(),
                new Sha256(required(json, "sha256", String.class)),
                optional(json, "backbone", String.class));
    }

    private Labels labels() {
        JsonArray texts = required(json, "labels", JsonArray.class);
        return new Labels(texts.stream().map(String::valueOf).map(Label::new).toList());
    }

    private double temperature() {
        Number temperature = optional(json, "temperature", Number.class);
        return temperature == null ? 1 : temperature.doubleValue();
    }

    private Rgb rgb(String field) {
        JsonArray values = required(input, field, JsonArray.class);
        if (values.size() != 3 || !values.stream().allMatch(Number.class::isInstance)) {
            throw new IllegalArgumentException("input." + field + " must have three numbers");
        }
        return new Rgb(values.getDouble(0), values.getDouble(1), values.getDouble(2));
    }

    private void requireSame(String field, String only) {
        String value = optional(input, field, String.class);
        if (value != null && !value.equals(only)) {
            throw new IllegalArgumentException("input." + field + " must be " + only + ", not " + value);
        }
    }

    private static <T> T required(JsonObject object, String field, Class<T> type) {
        T value = optional(object, field, type);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static <T> @Nullable T optional(JsonObject object, String field, Class<T> type) {
        Object value = object.getValue(field);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(field + " has the wrong type");
        }
        return type.cast(value);
    }
}
