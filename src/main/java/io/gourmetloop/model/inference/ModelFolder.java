package io.gourmetloop.model.inference;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with {@code model.json} and {@code model.onnx}, both read and found to belong together. */
record ModelFolder(Path path, ModelManifest manifest) {
    private static final String MANIFEST = "model.json";
    static final String GRAPH = "model.onnx";

    /** Fails with {@link ErrorCode#MODEL_INVALID}. */
    static ModelFolder open(Path path) {
        ModelManifest manifest = manifest(path);
        Sha256 actual = Sha256.of(read(path, GRAPH));
        if (!actual.equals(manifest.sha256())) {
            throw InvalidModel.in(
                    path,
                    GRAPH + " has the digest " + actual + ", its manifest says " + manifest.sha256(),
                    "Copy the folder again, or correct sha256 in " + MANIFEST + " if the graph was changed on purpose");
        }
        return new ModelFolder(path, manifest);
    }

    private static ModelManifest manifest(Path path) {
        try {
            return ManifestJson.parse(read(path, MANIFEST));
        } catch (IllegalArgumentException e) {
            throw InvalidModel.in(
                    path, MANIFEST + ": " + e.getMessage(), "Compare it with the manifest of the shipped model", e);
        }
    }

    private static byte[] read(Path path, String name) {
        try {
            return Files.readAllBytes(path.resolve(name));
        } catch (IOException e) {
            throw InvalidModel.in(
                    path, name + " cannot be read", "A model folder holds " + MANIFEST + " and " + GRAPH, e);
        }
    }
}
