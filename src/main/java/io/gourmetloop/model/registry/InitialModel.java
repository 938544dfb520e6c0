package io.gourmetloop.model.registry;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.platform.config.ModelConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server serves when it starts: a model that its operator names and that was never registered; otherwise the
 * version that served last; otherwise the shipped model.
 */
public final class InitialModel {
    private static final String SHIPPED = "/models/dishes10/";
    private static final String BY = "start";

    private final Vertx vertx;
    private final Registry registry;
    private final @Nullable Path named;

    public InitialModel(Vertx vertx, Registry registry, ModelConfig config) {
        this.vertx = vertx;
        this.registry = registry;
        this.named = config.initial();
    }

    /** The version to load. Fails with MODEL_INVALID, or STORAGE_UNAVAILABLE when a model has to be registered first. */
    public Future<ModelVersion> ensure() {
        return registry.serving().compose(this::ensure);
    }

    private Future<ModelVersion> ensure(Optional<ModelVersion> serving) {
        if (named != null) {
            return registry.isKnown(named)
                    .compose(known -> known && serving.isPresent()
                            ? Future.succeededFuture(serving.get())
                            : registerAndActivate(named));
        }
        return serving.map(Future::succeededFuture).orElseGet(this::registerShipped);
    }

    private Future<ModelVersion> registerAndActivate(Path folder) {
        return registry.register(folder)
                .compose(version -> registry.activate(version, BY).map(version));
    }

    private Future<ModelVersion> registerShipped() {
        return vertx.executeBlocking(InitialModel::unpack)
                .compose(folder -> registerAndActivate(folder).eventually(() -> delete(folder)));
    }

    private static Path unpack() throws IOException {
        Path folder = Files.createTempDirectory("gourmetloop-model-");
        for (String file : List.of(ModelArtefacts.GRAPH, ModelArtefacts.MANIFEST)) {
            try (InputStream in = InitialModel.class.getResourceAsStream(SHIPPED + file)) {
                if (in == null) {
                    throw new IllegalStateException("The program lacks its resource " + SHIPPED + file);
                }
                Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }

    private Future<Void> delete(Path folder) {
        return vertx.fileSystem().deleteRecursive(folder.toString());
    }
}
