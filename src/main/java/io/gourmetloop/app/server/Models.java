package io.gourmetloop.app.server;

import io.gourmetloop.app.process.Blocking;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.model.inference.DjlClassifier;
import io.gourmetloop.model.registry.InitialModel;
import io.gourmetloop.model.registry.Registry;
import io.gourmetloop.platform.config.Configuration;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;

/** Photos to classes: the registered versions, and the one that answers. */
record Models(Registry registry, DjlClassifier classifier) {
    static Models open(Configuration configuration, Ground ground) {
        Path cache = configuration.dataDirectory().resolve("models");
        DjlClassifier classifier = new DjlClassifier(ground.vertx(), configuration.inference(), ground.metrics());
        Registry registry = new Registry(
                ground.vertx(), ground.database(), ground.store(), cache, classifier::tryOut, ground.clock());
        Models models = new Models(registry, classifier);
        var unused = Blocking.await(
                new InitialModel(ground.vertx(), registry, models::serve, configuration.model()).serve());
        return models;
    }

    /** The classifier answers with this version from now on. */
    Future<Void> serve(ModelVersion version) {
        return registry.folder(version).compose(folder -> classifier.activate(version, folder));
    }

    Optional<ModelVersion> serving() {
        return classifier.serving().map(model -> model.version());
    }

    Optional<Labels> servedLabels() {
        return classifier.serving().map(model -> model.manifest().labels());
    }

    /** Fails with NO_MODEL. */
    Labels labels() {
        return servedLabels().orElseThrow(() -> new Failure(ErrorCode.NO_MODEL, "No model is loaded"));
    }
}
