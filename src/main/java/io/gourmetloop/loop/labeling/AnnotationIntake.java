package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.labeling.AnnotationStore.Change;
import io.gourmetloop.loop.labeling.TaskStore.Locked;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes annotations into the tables, with the truth that follows from them, in one transaction; whichever way they come,
 * by a file of the output prefixes or as a task out of Label Studio itself. Taking something again changes nothing.
 */
public final class AnnotationIntake {
    /** The source of files that the built-in annotator has not written, while no project is set up for their prefix. */
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

    /** What came: annotations that were not known, newer states of known ones, and the end of known ones. */
    record Taken(int added, int changed, int deleted) {
        static final Taken NOTHING = new Taken(0, 0, 0);

        Taken plus(Change change) {
            return switch (change) {
                case ADDED -> new Taken(added + 1, changed, deleted);
                case CHANGED -> new Taken(added, changed + 1, deleted);
                case NONE -> this;
            };
        }

        Taken plus(Taken other) {
            return new Taken(added + other.added, changed + other.changed, deleted + other.deleted);
        }
    }

    /**
     * Fails with INVALID_VALUE, UNKNOWN_LABEL, NOT_FOUND or CONFLICT when the file is not understood, saying why; it then
     * counts as unread and will be tried again.
     */
    Future<Taken> take(ObjectInfo file) {
        return Future.all(store.get(Bucket.LABELSTUDIO, file.key()), source(file.key()))
                .map(read -> read(read.resultAt(0), read.resultAt(1)))
                .compose(annotations -> pool.withTransaction(tx -> keep(tx, annotations)
                        .compose(sum -> tables.files()
                                .markRead(tx, file, clock.instant())
                                .map(sum))));
    }

    private Future<String> source(ObjectKey file) {
        return AnnotationFiles.stream(file)
                .map(stream -> tables.studioProjects().find(stream))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(project -> project.map(StudioProject::source).orElse(LABEL_STUDIO));
    }

    /**
     * Takes a task as Label Studio has it: what it had before and has no longer was deleted. {@code asOf} is its time of
     * change; annotations younger than that are not missed. Fails like {@link #take(ObjectInfo)}.
     */
    Future<Taken> takeWhole(TaskId task, Buffer file, String source, Instant asOf) {
        return Future.succeededFuture(file)
                .map(bytes -> read(bytes, source))
                .compose(annotations -> pool.withTransaction(tx -> keep(tx, annotations)
                        .compose(sum -> withdraw(tx, task, asOf, missing(source, annotations, asOf))
                                .map(sum::plus))));
    }

    /** Takes the end of a task in Label Studio: the annotations that it had from there end with it. */
    Future<Taken> takeEnd(TaskId task, String source) {
        return pool.withTransaction(tx ->
                withdraw(tx, task, clock.instant(), each -> each.id().source().equals(source)));
    }

    private List<Annotation> read(Buffer bytes, String source) {
        return AnnotationFile.read(bytes, new LabelingConfiguration(labels.get()), source);
    }

    private Future<Taken> keep(SqlConnection tx, List<Annotation> annotations) {
        Future<Taken> taken = Future.succeededFuture(Taken.NOTHING);
        for (Annotation annotation : annotations) {
            taken = taken.compose(sum -> keep(tx, annotation).map(sum::plus));
        }
        return taken;
    }

    /** Both times are Label Studio's, so clocks that differ let no annotation be missed that was made meanwhile. */
    private static Predicate<Annotation> missing(String source, List<Annotation> there, Instant asOf) {
        Set<AnnotationId> present = there.stream().map(Annotation::id).collect(Collectors.toSet());
        return each -> each.id().source().equals(source)
                && !present.contains(each.id())
                && !each.createdAt().isAfter(asOf);
    }

    private Future<Taken> withdraw(SqlConnection tx, TaskId task, Instant at, Predicate<Annotation> which) {
        return tables.tasks()
                .lock(tx, task)
                .compose(locked -> locked.isEmpty()
                        ? Future.succeededFuture(Taken.NOTHING)
                        : tables.annotations()
                                .ofTask(tx, task)
                                .map(known -> known.stream()
                                        .filter(each -> !each.withdrawn() && which.test(each))
                                        .toList())
                                .compose(gone -> withdraw(tx, locked.get(), at, gone)));
    }

    private Future<Taken> withdraw(SqlConnection tx, Locked task, Instant at, List<Annotation> gone) {
        if (gone.isEmpty()) {
            return Future.succeededFuture(Taken.NOTHING);
        }
        Future<Void> withdrawn = Future.succeededFuture();
        for (Annotation each : gone) {
            Instant earliest = each.updatedAt().plus(1, ChronoUnit.MICROS);
            Annotation end = each.withdrawnAt(at.isAfter(earliest) ? at : earliest);
            withdrawn = withdrawn.compose(
                    before -> tables.annotations().keep(tx, end).mapEmpty());
        }
        return withdrawn.compose(done -> truth.recount(tx, task)).map(new Taken(0, 0, gone.size()));
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
