package io.gourmetloop.model.registry;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Model versions: each is two files under {@code models/v<N>/}, never changed, and what served when is never forgotten. */
public final class Registry {
    /** Loads a model and has it classify a picture, without serving it. Fails with MODEL_INVALID. */
    @FunctionalInterface
    public interface Trial {
        Future<Void> of(ModelVersion version, Path folder);
    }

    private final Vertx vertx;
    private final Database database;
    private final ObjectStore store;
    private final VersionStore versions;
    private final ModelCache cache;
    private final Trial trial;
    private final Clock clock;

    /** {@code cacheFolder} keeps the versions that this server has served: it can start with them while the store is away. */
    public Registry(Vertx vertx, Database database, ObjectStore store, Path cacheFolder, Trial trial, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.versions = new VersionStore(database.pool());
        this.cache = new ModelCache(vertx, store, cacheFolder);
        this.trial = trial;
        this.clock = clock;
    }

    /** The version of the model in this folder; a new one unless the same graph is registered. Fails with MODEL_INVALID. */
    public Future<ModelVersion> register(Path folder) {
        return vertx.executeBlocking(() -> ModelArtifacts.read(folder))
                .compose(model -> versions.bySha256(model.graphDigest())
                        .compose(known -> known.map(Future::succeededFuture).orElseGet(() -> add(model, folder))));
    }

    /** Whether the graph in this folder is registered. Fails with MODEL_INVALID. */
    Future<Boolean> isKnown(Path folder) {
        return vertx.executeBlocking(() -> ModelArtifacts.read(folder))
                .compose(model -> versions.bySha256(model.graphDigest()))
                .map(Optional::isPresent);
    }

    /** A number is taken only by a model that loads, and only together with its files. */
    private Future<ModelVersion> add(ModelArtifacts model, Path folder) {
        return database.withTransaction(tx -> versions.insert(tx, model)
                .compose(version -> trial.of(version, folder)
                        .compose(loads -> put(version, model))
                        .map(version)));
    }

    private Future<Void> put(ModelVersion version, ModelArtifacts model) {
        ObjectKey graph = key(version, ModelArtifacts.GRAPH);
        ObjectKey manifest = key(version, ModelArtifacts.MANIFEST);
        return store.put(Bucket.MODELS, graph, model.graph(), "application/octet-stream")
                .compose(done -> store.put(Bucket.MODELS, manifest, model.manifest(), "application/json"));
    }

    static ObjectKey key(ModelVersion version, String file) {
        return ObjectKey.of(version.toString(), file);
    }

    /** The version answers from now on; whoever serves has to load it. Fails with NOT_FOUND. */
    public Future<Void> activate(ModelVersion version, String by) {
        return versions.sha256(version).compose(known -> versions.activate(version, by, clock.instant()));
    }

    /** All versions that ever served: the one that serves first, then the one before it. */
    Future<List<ModelVersion>> history() {
        return versions.history();
    }

    /** A local folder with the version's files, fetched and checked where it is not there yet. Fails with NOT_FOUND. */
    public Future<Path> folder(ModelVersion version) {
        return versions.sha256(version).compose((Sha256 graph) -> cache.folder(version, graph));
    }
}
