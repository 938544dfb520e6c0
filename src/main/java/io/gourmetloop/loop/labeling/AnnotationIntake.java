package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.loop.labeling.AnnotationStore.Change;
import io.gourmetloop.loop.labeling.TaskStore.Locked;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a file of the output prefixes into the tables: its annotations, the truth that follows from them, and that it was
 * read, in one transaction. Taking a file again changes nothing.
 */
public final class AnnotationIntake {
    /** The source of what the built-in annotator has not written. */
    static final String LABEL_STUDIO = "label-studio";

    private final ObjectStore store;
    private final Pool pool;
    private final LabelingTables tables;
    private final GroundTruth truth;
    private final Supplier<Labels> labels;
    private final Clock clock;

    public AnnotationIntake(
            ObjectStore store,
            Pool pool,
            LabelingTables tables,
            GroundTruth truth,
            Supplier<Labels> labels,
            Clock clock) {
        this.store = store;
        this.pool = pool;
        this.tables = tables;
        this.truth = truth;
        this.labels = labels;
        this.clock = clock;
    }

    /** What a file brought: annotations that were not known, and newer states of known ones. */
    record Taken(int added, int changed) {
        static final Taken NOTHING = new Taken(0, 0);

        Taken plus(Change change) {
            return switch (change) {
                case ADDED -> new Taken(added + 1, changed);
                case CHANGED -> new Taken(added, changed + 1);
                case NONE -> this;
            };
        }
    }

    /**
     * Fails with INVALID_VALUE, UNKNOWN_LABEL, NOT_FOUND or CONFLICT when the file is not understood, saying why; it then
     * counts as unread and will be tried again.
     */
    Future<Taken> take(ObjectInfo file) {
        return store.get(Bucket.LABELSTUDIO, file.key())
                .map(bytes -> AnnotationFile.read(bytes, new LabelingConfiguration(labels.get()), LABEL_STUDIO))
                .compose(annotations -> pool.withTransaction(tx -> keep(tx, file, annotations)));
    }

    private Future<Taken> keep(SqlConnection tx, ObjectInfo file, List<Annotation> annotations) {
        Future<Taken> taken = Future.succeededFuture(Taken.NOTHING);
        for (Annotation annotation : annotations) {
            taken = taken.compose(sum -> keep(tx, annotation).map(sum::plus));
        }
        return taken.compose(
                sum -> tables.files().markRead(tx, file, clock.instant()).map(sum));
    }

    private Future<Change> keep(SqlConnection tx, Annotation annotation) {
        return tables.tasks()
                .lock(tx, annotation.task())
                .map(task -> task.orElseThrow(() -> unknownTask(annotation)))
                .compose(task -> keep(tx, task, annotation));
    }

    private Future<Change> keep(SqlConnection tx, Locked task, Annotation annotation) {
        return tables.annotations()
                .keep(tx, annotation)
                .compose(change -> change == Change.NONE
                        ? checkTask(tx, annotation).map(change)
                        : truth.recount(tx, task).map(change));
    }

    private Future<Void> checkTask(SqlConnection tx, Annotation annotation) {
        return tables.annotations()
                .taskOf(tx, annotation.id())
                .compose(known -> known.equals(Optional.of(annotation.task()))
                        ? Future.succeededFuture()
                        : Future.failedFuture(anotherTask(annotation)));
    }

    private static Failure unknownTask(Annotation annotation) {
        return new Failure(ErrorCode.NOT_FOUND, "It is about task " + annotation.task() + ", which does not exist");
    }

    private static Failure anotherTask(Annotation annotation) {
        return new Failure(
                ErrorCode.CONFLICT,
                "Annotation " + annotation.id().id() + " was about another task before: Label Studio was reset");
    }
}
