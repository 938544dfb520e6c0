package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.platform.config.InferenceConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Classifies on a pool of as many threads as there are callers, with a bounded queue before it; models are exchanged
 * while it works. Thread-safe.
 */
public final class DjlClassifier implements Classifier {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final InferenceConfig config;
    /** Photos in work and waiting. */
    private final int most;

    private final WorkerExecutor workers;
    /** One thread, so that activations follow one another in the order of their calls. */
    private final WorkerExecutor loader;

    private final InferenceMeters meters;
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicReference<@Nullable LoadedModel> model = new AtomicReference<>();

    public DjlClassifier(Vertx vertx, InferenceConfig config, MeterRegistry registry) {
        this.config = config;
        this.most = config.callers() + config.maxWaiting();
        this.workers = vertx.createSharedWorkerExecutor("gourmetloop-inference", config.callers());
        this.loader = vertx.createSharedWorkerExecutor("gourmetloop-model-loader", 1);
        this.meters = new InferenceMeters(registry, () -> admitted.get() - running.get(), running::get);
    }

    @Override
    public Photo inspect(Content content) {
        return Photo.inspect(content, config.maxMegapixels());
    }

    @Override
    public Future<Classified> classify(Photo photo, Deadline deadline) {
        if (model.get() == null) {
            return Future.failedFuture(noModel());
        }
        if (!admit()) {
            meters.rejected();
            return Future.failedFuture(Failure.retryAfter(
                    ErrorCode.QUEUE_FULL, "More photos are waiting than can be answered soon; try again", RETRY));
        }
        return workers.executeBlocking(() -> work(photo, deadline), false)
                .onComplete(done -> admitted.decrementAndGet())
                .onSuccess(meters::record);
    }

    @Override
    public Optional<ServedModel> serving() {
        return Optional.ofNullable(model.get()).map(LoadedModel::served);
    }

    /**
     * Loads and warms up the model of this folder, then answers with it. Photos in work finish on the one before, which
     * is closed behind the last of them. Fails with {@link ErrorCode#MODEL_INVALID}; then nothing changes.
     */
    public Future<Void> activate(ModelVersion version, Path folder) {
        return loader.executeBlocking(() -> {
            LoadedModel next = LoadedModel.load(version, ModelFolder.open(folder), config);
            swap(next);
            meters.serving(version);
            return null;
        });
    }

    /** Loads the model of this folder and has it classify a picture, then frees it. Fails like {@link #activate}. */
    public Future<Void> tryOut(ModelVersion version, Path folder) {
        return loader.executeBlocking(() -> {
            LoadedModel.load(version, ModelFolder.open(folder), config).release();
            return null;
        });
    }

    /** Ends the pools after the work that was admitted, then frees the model. */
    public Future<Void> close() {
        return workers.close().eventually(loader::close).onComplete(done -> swap(null));
    }

    private boolean admit() {
        return admitted.getAndUpdate(count -> count < most ? count + 1 : count) < most;
    }

    private Classified work(Photo photo, Deadline deadline) {
        deadline.check();
        LoadedModel current = retained();
        running.incrementAndGet();
        try {
            return current.classify(photo);
        } finally {
            running.decrementAndGet();
            current.release();
        }
    }

    private LoadedModel retained() {
        while (true) {
            LoadedModel current = model.get();
            if (current == null) {
                throw noModel();
            }
            if (current.retain()) {
                return current;
            }
        }
    }

    private void swap(@Nullable LoadedModel next) {
        LoadedModel previous = model.getAndSet(next);
        if (previous != null) {
            previous.release();
        }
    }

    private static Failure noModel() {
        return new Failure(ErrorCode.NO_MODEL, "No model is loaded yet; try again soon");
    }
}
