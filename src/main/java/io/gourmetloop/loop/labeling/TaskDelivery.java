package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.outbox.OutboxHandler;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tasks to the annotators: the photo, the task file, then the row that offers it to the built-in annotator. Keys
 * follow from the prediction's id and the content from what is known at delivery, so any number of deliveries make one
 * task. A user's correction renews the file of a guided task that is still open. A flagged photo that has a task already
 * shares that.
 */
public final class TaskDelivery implements OutboxHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDelivery.class);

    private final TaskSourceStore sources;
    private final TaskFiles files;
    private final TaskStore tasks;
    private final TaskSharing sharing;
    private final LabelingConfig config;
    private final Clock clock;

    public TaskDelivery(
            TaskSourceStore sources,
            TaskFiles files,
            TaskStore tasks,
            TaskSharing sharing,
            LabelingConfig config,
            Clock clock) {
        this.sources = sources;
        this.files = files;
        this.tasks = tasks;
        this.sharing = sharing;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Future<Void> deliver(OutboxMessage message) {
        return deliver(TaskRequest.parse(message.key()));
    }

    Future<Void> deliver(TaskRequest request) {
        return sources.find(request.prediction())
                .compose(found -> found.map(source -> deliver(request, source)).orElseGet(() -> gone(request)));
    }

    private static Future<Void> gone(TaskRequest request) {
        LOG.info("Prediction {} is gone, or has no task: nothing to label", request.prediction());
        return Future.succeededFuture();
    }

    private Future<Void> deliver(TaskRequest request, TaskSource source) {
        if (source.closed() || isRenewalOfBlind(request, source)) {
            return Future.succeededFuture();
        }
        return sharing.taskFor(source)
                .compose(task -> task.map(shared -> share(shared, source)).orElseGet(() -> make(request, source)));
    }

    /** The other task may be on its way, and its message behind this one. */
    private Future<Void> share(TaskId task, TaskSource source) {
        return deliver(TaskRequest.first(task.prediction()))
                .compose(done -> sharing.share(task, source.task().id().prediction()));
    }

    private Future<Void> make(TaskRequest request, TaskSource source) {
        if (source.spooled()) {
            return Future.failedFuture(new Failure(
                    ErrorCode.STORAGE_UNAVAILABLE, "The photo of " + request.prediction() + " waits in the database"));
        }
        return files.write(source)
                .compose(done -> tasks.delivered(source, config.minAnnotations(), clock.instant()))
                .compose(done -> sources.find(request.prediction()))
                .compose(after -> isStale(source, after) ? deliver(request) : Future.succeededFuture());
    }

    /** A blind task says the same, whatever the user said. */
    private static boolean isRenewalOfBlind(TaskRequest request, TaskSource source) {
        return request.revision() != null
                && source.delivered()
                && source.task().purpose().blind();
    }

    /** A correction that came while the file was written may have been overwritten by it. */
    private static boolean isStale(TaskSource written, Optional<TaskSource> after) {
        return after.isPresent() && !after.get().task().equals(written.task());
    }
}
