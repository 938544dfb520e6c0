package io.gourmetloop.model.registry;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two files of a model folder, read whole. {@code graphDigest} is that of the graph's bytes, as the manifest says. */
record ModelArtifacts(Buffer graph, Buffer manifest, Sha256 graphDigest, JsonObject description) {
    static final String GRAPH = "model.onnx";
    static final String MANIFEST = "model.json";

    /** Blocks. Fails with MODEL_INVALID when a file is missing, or when the graph is not the one that the manifest names. */
    static ModelArtifacts read(Path folder) {
        try {
            byte[] graph = Files.readAllBytes(folder.resolve(GRAPH));
            Buffer manifest = Buffer.buffer(Files.readAllBytes(folder.resolve(MANIFEST)));
            return new ModelArtifacts(Buffer.buffer(graph), manifest, Sha256.of(graph), manifest.toJsonObject())
                    .checked(folder);
        } catch (IOException | DecodeException e) {
            throw new Failure(
                    ErrorCode.MODEL_INVALID,
                    "A model folder holds " + GRAPH + " and " + MANIFEST + "; cannot read those of " + folder + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private ModelArtifacts checked(Path folder) {
        if (!graphDigest.hex().equals(description.getString("sha256"))) {
            throw new Failure(
                    ErrorCode.MODEL_INVALID,
                    "The graph in " + folder + " has the sha256 " + graphDigest + ", but " + MANIFEST + " says "
                            + description.getString("sha256") + ": export the model again");
        }
        return this;
    }

    String name() {
        return description.getString("name", "unnamed");
    }

    Labels labels() {
        return Labels.of(description.getJsonArray("labels").stream()
                .map(String.class::cast)
                .toArray(String[]::new));
    }
}
