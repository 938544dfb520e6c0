package io.gourmetloop.model.registry;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server serves when it starts: a model that its operator names and that was never registered; otherwise the
 * version that served last and still loads; otherwise the shipped model. The alias moves when the version is loaded.
 */
public final class InitialModel {
    private static final Logger LOG = LoggerFactory.getLogger(InitialModel.class);
    private static final String SHIPPED = "/models/dishes10/";
    private static final String BY = "start";

    private final Vertx vertx;
    private final Registry registry;
    private final Function<ModelVersion, Future<Void>> loader;
    private final @Nullable Path named;

    /** {@code loader} has a version answer from then on; it fails with MODEL_INVALID for one that does not load. */
    public InitialModel(
            Vertx vertx, Registry registry, Function<ModelVersion, Future<Void>> loader, ModelConfig config) {
        this.vertx = vertx;
        this.registry = registry;
        this.loader = loader;
        this.named = config.initial();
    }

    /**
     * Completes when a version answers. Fails with MODEL_INVALID when the named model does not load, which is then not
     * registered, or with STORAGE_UNAVAILABLE.
     */
    public Future<Void> serve() {
        return registry.history().compose(history -> load(history).compose(loaded -> point(history, loaded)));
    }

    private Future<ModelVersion> load(List<ModelVersion> history) {
        if (named == null) {
            return loadNewest(history);
        }
        return registry.isKnown(named)
                .compose(known -> known && !history.isEmpty() ? loadNewest(history) : registerAndLoad(named));
    }

    private Future<ModelVersion> loadNewest(List<ModelVersion> history) {
        if (history.isEmpty()) {
            return loadShipped();
        }
        ModelVersion newest = history.get(0);
        return loader.apply(newest)
                .map(newest)
                .recover(failure -> loadOlder(newest, failure, history.subList(1, history.size())));
    }

    private Future<ModelVersion> loadOlder(ModelVersion version, Throwable failure, List<ModelVersion> older) {
        if (!(failure instanceof Failure invalid && invalid.code() == ErrorCode.MODEL_INVALID)) {
            return Future.failedFuture(failure);
        }
        LOG.warn(
                "{} has served but does not load: an older version is tried, or the shipped model. {}",
                version,
                invalid.detail());
        return loadNewest(older);
    }

    private Future<ModelVersion> registerAndLoad(Path folder) {
        return registry.register(folder)
                .compose(version -> loader.apply(version).map(version));
    }

    private Future<ModelVersion> loadShipped() {
        return vertx.executeBlocking(InitialModel::unpack)
                .compose(folder -> registerAndLoad(folder).eventually(() -> delete(folder)));
    }

    private Future<Void> point(List<ModelVersion> history, ModelVersion loaded) {
        if (!history.isEmpty() && history.get(0).equals(loaded)) {
            return Future.succeededFuture();
        }
        return registry.activate(loaded, BY).onSuccess(done -> LOG.info("{} serves from now on", loaded));
    }

    private static Path unpack() throws IOException {
        Path folder = Files.createTempDirectory("gourmetloop-model-");
        for (String file : List.of(ModelArtifacts.GRAPH, ModelArtifacts.MANIFEST)) {
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
