package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.labeling.Reservations.Reserved;
import io.gourmetloop.loop.labeling.TaskFiles.TaskPhoto;
import io.gourmetloop.platform.config.LabelingConfig;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in annotator. It does what Label Studio does: reads task files, shows the photos that they name, writes an
 * annotation file for each answer, and leaves it to the sync's code to make sense of them. Tasks are offered and held by
 * the table of tasks, since a bucket cannot hand out one task to one person.
 */
public final class Annotator {
    private static final Logger LOG = LoggerFactory.getLogger(Annotator.class);

    private final Reservations reservations;
    private final LabelingTables tables;
    private final TaskFiles taskFiles;
    private final AnnotationFiles annotationFiles;
    private final AnnotatorProgress progress;
    private final LabelingConfig config;
    private final Clock clock;

    public Annotator(
            Reservations reservations,
            LabelingTables tables,
            TaskFiles taskFiles,
            AnnotationFiles annotationFiles,
            AnnotatorProgress progress,
            LabelingConfig config,
            Clock clock) {
        this.reservations = reservations;
        this.tables = tables;
        this.taskFiles = taskFiles;
        this.annotationFiles = annotationFiles;
        this.progress = progress;
        this.config = config;
        this.clock = clock;
    }

    /** A task that is held for an annotator for some minutes. */
    public record OfferedTask(LabelingTask task, Instant arrivedAt) {}

    /**
     * At most {@code limit} tasks, which nobody else is offered for the time of {@code labeling.reservation}: blind ones
     * first, in order of arrival. Fails with CONFLICT when annotation happens in Label Studio.
     */
    public Future<List<OfferedTask>> nextTasks(Viewer.Account account, int limit) {
        return here().compose(yes -> reservations.next(account, limit))
                .compose(reserved ->
                        Future.join(reserved.stream().map(this::offer).toList()))
                .map(offers -> offers.<Optional<OfferedTask>>list().stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** One file that is lost or broken does not keep the others from being labeled. */
    private Future<Optional<OfferedTask>> offer(Reserved reserved) {
        return taskFiles
                .read(reserved.file())
                .map(task -> Optional.of(new OfferedTask(task, reserved.arrivedAt())))
                .recover(e -> isUnavailable(e) ? Future.failedFuture(e) : unreadable(reserved, e));
    }

    private static Future<Optional<OfferedTask>> unreadable(Reserved reserved, Throwable cause) {
        LOG.error("The file of task {} cannot be offered", reserved.id(), cause);
        return Future.succeededFuture(Optional.empty());
    }

    private static boolean isUnavailable(Throwable cause) {
        return cause instanceof Failure failure && failure.code().kind() == ErrorCode.Kind.UNAVAILABLE;
    }

    /** The photo of an open task. Fails with NOT_FOUND. */
    public Future<TaskPhoto> photo(TaskId id) {
        return tables.tasks()
                .openFile(id)
                .map(file -> file.orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, "There is no open task " + id)))
                .compose(taskFiles::photo);
    }

    /**
     * The id of the new annotation. Fails with NOT_FOUND without such a task; with CONFLICT when it is closed, another
     * annotator has it, or this one has annotated it already; with UNKNOWN_LABEL.
     */
    public Future<String> annotate(
            Viewer.Account account, TaskId id, Opinion opinion, @Nullable String note, @Nullable Double leadTime) {
        Instant now = now();
        var annotation =
                new Annotation(AnnotationId.create(now), id, account.name(), opinion, note, leadTime, now, now, false);
        return here().compose(yes -> reservations.beginAnswer(account, id))
                .compose(taken -> taken.map(Future::succeededFuture).orElseGet(() -> refuse(id)))
                .compose(task -> write(annotation, account, task))
                .map(annotation.id().id());
    }

    private Future<Void> write(Annotation annotation, Viewer.Account account, Reserved task) {
        Future<Void> written =
                taskFiles.data(task.file()).compose(data -> annotationFiles.write(annotation, account, data));
        return written.eventually(() -> reservations.endAnswer(account, task.id(), written.succeeded()));
    }

    private Future<Reserved> refuse(TaskId id) {
        return tables.tasks()
                .exists(id)
                .compose(exists -> Future.failedFuture(
                        exists
                                ? new Failure(
                                        ErrorCode.CONFLICT,
                                        "This task is done, or another annotator has it; go on with the next one")
                                : new Failure(ErrorCode.NOT_FOUND, "There is no task " + id)));
    }

    /**
     * Takes an annotation of this account back: it counts no more, and its task is open again and held for the account.
     * Fails with NOT_FOUND when the account has no such annotation, or has taken it back already; with CONFLICT when
     * annotation happens in Label Studio.
     */
    public Future<OfferedTask> undo(Viewer.Account account, String annotationId) {
        return here().compose(yes -> tables.annotations().find(AnnotationId.builtIn(annotationId)))
                .map(found -> found.filter(each -> each.annotator().equals(account.name()) && !each.withdrawn())
                        .orElseThrow(() -> new Failure(
                                ErrorCode.NOT_FOUND, "You have no annotation " + annotationId + " to take back")))
                .compose(annotation -> undo(account, annotation));
    }

    private Future<OfferedTask> undo(Viewer.Account account, Annotation annotation) {
        return reservations
                .holdToReopen(account, annotation.task())
                .map(held -> held.orElseThrow(
                        () -> new Failure(ErrorCode.NOT_FOUND, "There is no task " + annotation.task())))
                .compose(held -> taskFiles
                        .data(held.file())
                        .compose(data -> annotationFiles.write(withdrawn(annotation), account, data))
                        .compose(done -> taskFiles.read(held.file()))
                        .map(task -> new OfferedTask(task, held.arrivedAt())));
    }

    /** The newer state wins, so an undo within the millisecond of the annotation is dated after it. */
    private Annotation withdrawn(Annotation annotation) {
        Instant earliest = annotation.updatedAt().plusMillis(1);
        Instant now = now();
        return annotation.withdrawnAt(now.isAfter(earliest) ? now : earliest);
    }

    public Future<AnnotatorProgress.Figures> progress(Viewer.Account account) {
        return progress.of(account, clock.instant());
    }

    private Future<Void> here() {
        return config.annotator() == LabelingConfig.Annotator.BUILTIN
                ? Future.succeededFuture()
                : tables.studioProjects()
                        .mostUrgentFirst()
                        .compose(projects -> Future.failedFuture(elsewhere(projects)));
    }

    private static Failure elsewhere(List<StudioProject> projects) {
        String where = projects.stream().findFirst().map(StudioProject::address).orElse("soon, when it is set up");
        return new Failure(ErrorCode.CONFLICT, "Photos are labeled in Label Studio here: " + where);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
