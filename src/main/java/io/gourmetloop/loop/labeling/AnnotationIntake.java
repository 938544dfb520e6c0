package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.loop.labeling.AnnotationFile.Misread;
import io.gourmetloop.loop.labeling.AnnotationFile.Reading;
import io.gourmetloop.loop.labeling.AnnotationStore.Change;
import io.gourmetloop.loop.labeling.TaskStore.Locked;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes annotations into the tables, with the truth that follows from them, in one transaction; whichever way they come,
 * by a file of the output prefixes or as a task out of Label Studio itself. Taking something again changes nothing.
 */
public final class AnnotationIntake {
    private final ObjectStore store;
    private final Pool pool;
    private final LabelingTables tables;
    private final GroundTruth truth;
    private final Supplier<Labels> labels;
    private final Counter misunderstood;
    private final Clock clock;

    public AnnotationIntake(
            ObjectStore store,
            Pool pool,
            LabelingTables tables,
            GroundTruth truth,
            Supplier<Labels> labels,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.pool = pool;
        this.tables = tables;
        this.truth = truth;
        this.labels = labels;
        this.misunderstood = Counter.builder("gourmetloop.annotations.misunderstood")
                .description("Annotations that were not understood, each time that one was read")
                .register(meters);
        this.clock = clock;
    }

    /**
     * Fails with INVALID_VALUE, UNKNOWN_LABEL or NOT_FOUND when nothing in the file is understood, saying why. What is
     * wrong with the file is kept, also where only some of its annotations were passed over.
     */
    Future<Taken> take(ObjectInfo file) {
        return counted(Future.all(store.get(Bucket.LABELSTUDIO, file.key()), sources(file.key()))
                        .map(read -> read(read.resultAt(0), read.<StudioSources>resultAt(1)::at))
                        .compose(reading -> pool.withTransaction(tx -> keep(tx, reading)
                                .compose(sum -> markRead(tx, file, sum).map(sum)))))
                .recover(e -> markMisread(file, e));
    }

    private Future<StudioSources> sources(ObjectKey file) {
        return AnnotationFiles.stream(file)
                .map(stream -> tables.studioProjects().sources(stream))
                .orElseGet(() -> Future.succeededFuture(StudioSources.NONE));
    }

    private Future<Void> markRead(SqlConnection tx, ObjectInfo file, Taken taken) {
        return tables.files().markRead(tx, file, taken.complaint().orElse(null), clock.instant());
    }

    private <T> Future<T> markMisread(ObjectInfo file, Throwable cause) {
        Future<Void> marked = AnnotationSync.isAboutTheFile(cause)
                ? tables.files().markMisread(file, String.valueOf(cause.getMessage()), clock.instant())
                : Future.succeededFuture();
        return marked.compose(done -> Future.failedFuture(cause));
    }

    private Future<Taken> counted(Future<Taken> taking) {
        return taking.onSuccess(
                        taken -> misunderstood.increment(taken.complaints().size()))
                .onFailure(e -> misunderstood.increment(AnnotationSync.isAboutTheFile(e) ? 1 : 0));
    }

    /**
     * Takes a task as Label Studio has it: what it had before and has no longer was deleted. {@code asOf} is its time of
     * change; annotations younger than that are not missed. Fails like {@link #take(ObjectInfo)}.
     */
    Future<Taken> takeWhole(TaskId task, Buffer file, String source, Instant asOf) {
        return counted(Future.succeededFuture(file)
                .map(bytes -> read(bytes, made -> source))
                .compose(reading -> pool.withTransaction(tx -> keep(tx, reading)
                        .compose(sum -> withdraw(tx, task, asOf, missing(source, reading, asOf))
                                .map(sum::plus)))));
    }

    /** Takes the end of a task in Label Studio: the annotations that it had from there end with it. */
    Future<Taken> takeEnd(TaskId task, String source) {
        return pool.withTransaction(tx ->
                withdraw(tx, task, clock.instant(), each -> each.id().source().equals(source)));
    }

    private Reading read(Buffer bytes, Function<Instant, String> instance) {
        return AnnotationFile.read(bytes, new LabelingConfiguration(labels.get()), instance);
    }

    private Future<Taken> keep(SqlConnection tx, Reading reading) {
        Future<Taken> taken = Future.succeededFuture(
                Taken.complaining(reading.misread().stream().map(Misread::text).toList()));
        for (Annotation annotation : reading.annotations()) {
            taken = taken.compose(sum -> keep(tx, annotation).map(sum::plus));
        }
        return taken;
    }

    /**
     * Both times are Label Studio's, so clocks that differ let no annotation be missed that was made meanwhile. One that was
     * passed over is there all the same; if it has no id, it may be any.
     */
    private static Predicate<Annotation> missing(String source, Reading there, Instant asOf) {
        if (there.misread().stream().anyMatch(each -> each.id() == null)) {
            return each -> false;
        }
        Set<String> present = Stream.concat(
                        there.annotations().stream().map(each -> each.id().id()),
                        there.misread().stream().map(Misread::id))
                .collect(Collectors.toSet());
        return each -> each.id().source().equals(source)
                && !present.contains(each.id().id())
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

    private Future<Taken> keep(SqlConnection tx, Annotation annotation) {
        return tables.tasks()
                .lock(tx, annotation.task())
                .map(task -> task.orElseThrow(() -> unknownTask(annotation)))
                .compose(task -> keep(tx, task, annotation));
    }

    private Future<Taken> keep(SqlConnection tx, Locked task, Annotation annotation) {
        return tables.annotations()
                .keep(tx, annotation)
                .compose(change -> change == Change.NONE
                        ? known(tx, annotation)
                        : truth.recount(tx, task).map(Taken.of(change)));
    }

    private Future<Taken> known(SqlConnection tx, Annotation annotation) {
        return tables.annotations()
                .taskOf(tx, annotation.id())
                .map(task -> task.equals(Optional.of(annotation.task()))
                        ? Taken.NOTHING
                        : Taken.complaining(List.of(aboutAnotherTask(annotation))));
    }

    private static Failure unknownTask(Annotation annotation) {
        return new Failure(ErrorCode.NOT_FOUND, "It is about task " + annotation.task() + ", which does not exist");
    }

    private static String aboutAnotherTask(Annotation annotation) {
        return "annotation " + annotation.id().id() + " was about another task before: Label Studio was reset";
    }
}
