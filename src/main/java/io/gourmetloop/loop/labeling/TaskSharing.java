package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/**
 * Spares annotators the same picture over and over: an image that a user flagged shares the task of an earlier one with the
 * same content, and its ground truth. For the estimates nothing changes: the image is in the ledger with the probability of
 * its own flag, and it has the same role, since the content decides it; a blind task is shared only with a blind one. What
 * other draws choose keeps tasks of its own, so that they stay independent.
 */
public final class TaskSharing {
    private final Pool pool;
    private final LabelingTables tables;
    private final GroundTruth truth;

    public TaskSharing(Pool pool, LabelingTables tables, GroundTruth truth) {
        this.pool = pool;
        this.tables = tables;
        this.truth = truth;
    }

    /** The task that the image is to share; empty where it is to have one of its own. Other tasks of its content find it. */
    Future<Optional<TaskId>> taskFor(TaskSource source) {
        TaskId own = source.task().id();
        boolean flagged = source.task().stream() == SamplingStream.USER_FEEDBACK;
        return tables.shares()
                .ofContent(source)
                .map(task ->
                        flagged && !source.delivered() && !task.equals(own) ? Optional.of(task) : Optional.empty());
    }

    /** Fails with NOT_FOUND when the task was erased meanwhile. */
    Future<Void> share(TaskId task, PredictionId image) {
        return pool.withTransaction(tx -> tables.tasks()
                .lock(tx, task)
                .map(found -> found.orElseThrow(() -> new Failure(
                        ErrorCode.NOT_FOUND, "Task " + task + ", which " + image + " is to share, is gone")))
                .compose(locked -> truth.share(tx, locked, image)));
    }
}
