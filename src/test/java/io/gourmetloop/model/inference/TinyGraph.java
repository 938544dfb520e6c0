package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Sha256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The smallest model that sees: its three logits are the mean red, green and blue of the photo. Written field by field
 * in ONNX's protobuf format, so that a test can have a graph with other outputs than the shipped one.
 */
final class TinyGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;

    private TinyGraph() {}

    /** A folder of a model for photos of this size, with an embedding output or without. */
    static Path folder(Path parent, String name, int size, boolean embedding, String... labels) {
        byte[] graph = model(embedding);
        JsonObject input = new JsonObject()
                .put("name", "input")
                .put("size", size)
                .put("resize_short_side", size)
                .put("mean", new JsonArray(List.of(0, 0, 0)))
                .put("std", new JsonArray(List.of(0.1, 0.1, 0.1)));
        JsonObject manifest = new JsonObject()
                .put("name", name)
                .put("labels", new JsonArray(List.of(labels)))
                .put("input", input)
                .put("sha256", Sha256.of(graph).hex());
        return write(parent.resolve(name), manifest, graph);
    }

    static Path write(Path folder, JsonObject manifest, byte[] graph) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("model.json"), manifest.encodePrettily());
            Files.write(folder.resolve("model.onnx"), graph);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] model(boolean embedding) {
        return model("Identity", embedding);
    }

    /** {@code last}: the operator that makes the embedding of the logits. */
    static byte[] model(String last, boolean embedding) {
        Message graph = new Message()
                .message(1, node("GlobalAveragePool", "input", "pooled"))
                .message(1, node("Flatten", "pooled", "logits"))
                .text(2, "tiny")
                .message(11, tensor("input"))
                .message(12, tensor("logits"));
        if (embedding) {
            graph = graph.message(1, node(last, "logits", "embedding")).message(12, tensor("embedding"));
        }
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().number(2, OPSET))
                .bytes();
    }

    private static Message node(String operator, String from, String to) {
        return new Message().text(1, from).text(2, to).text(4, operator);
    }

    /** A float tensor whose shape is left open. */
    private static Message tensor(String name) {
        return new Message().text(1, name).message(2, new Message().message(1, new Message().number(1, FLOAT)));
    }

    /** A protobuf message: fields are written in the order of the calls. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return block(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return block(field, value.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Message block(int field, byte[] value) {
            varint((field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while (rest > 0x7f) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
