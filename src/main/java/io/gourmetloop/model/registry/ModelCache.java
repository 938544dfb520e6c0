package io.gourmetloop.model.registry;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Versions on the local disk. A file appears there whole or not at all, the graph last. */
final class ModelCache {
    private final Vertx vertx;
    private final ObjectStore store;
    private final Path root;

    ModelCache(Vertx vertx, ObjectStore store, Path root) {
        this.vertx = vertx;
        this.store = store;
        this.root = root;
    }

    Future<Path> folder(ModelVersion version, Sha256 graph) {
        Path folder = root.resolve(version.toString());
        return vertx.executeBlocking(() -> holds(folder, graph))
                .compose(there -> there ? Future.succeededFuture(folder) : fetch(version, graph, folder));
    }

    private static boolean holds(Path folder, Sha256 graph) throws IOException {
        Path file = folder.resolve(ModelArtifacts.GRAPH);
        return Files.exists(file) && Sha256.of(Files.readAllBytes(file)).equals(graph);
    }

    private Future<Path> fetch(ModelVersion version, Sha256 graph, Path folder) {
        return store.get(Bucket.MODELS, Registry.key(version, ModelArtifacts.MANIFEST))
                .compose(manifest -> write(folder, ModelArtifacts.MANIFEST, manifest))
                .compose(done -> store.get(Bucket.MODELS, Registry.key(version, ModelArtifacts.GRAPH)))
                .map(bytes -> checked(version, graph, bytes))
                .compose(bytes -> write(folder, ModelArtifacts.GRAPH, bytes))
                .map(folder);
    }

    private static Buffer checked(ModelVersion version, Sha256 expected, Buffer graph) {
        if (!Sha256.of(graph.getBytes()).equals(expected)) {
            throw new Failure(
                    ErrorCode.MODEL_INVALID, "The graph of " + version + " in the bucket is not the registered one");
        }
        return graph;
    }

    private Future<Void> write(Path folder, String name, Buffer bytes) {
        return vertx.executeBlocking(() -> {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, name, ".part");
            Files.write(unfinished, bytes.getBytes());
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return null;
        });
    }
}
