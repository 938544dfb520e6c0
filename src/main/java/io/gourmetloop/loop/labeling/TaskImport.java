package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.Storage;
import io.gourmetloop.labelstudio.StudioTask;
import io.gourmetloop.labelstudio.TaskQuery;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Label Studio import the task files of one project. A file stays in the prefix until its task was seen in Label
 * Studio, and is archived then, so that an import looks at new files only, however many there were before. How a call ends
 * is never taken for how the import ended.
 */
final class TaskImport {
    private static final Logger LOG = LoggerFactory.getLogger(TaskImport.class);
    /** Files whose tasks are looked for one by one, in a run. */
    private static final int LOOKED_FOR = 50;

    private final LabelStudioClient client;
    private final WaitingFiles files;
    private final LostTasks lost;
    private final StudioTaskStore tasks;
    private final StudioIntake intake;
    private final Prefill prefill;

    TaskImport(
            LabelStudioClient client, WaitingFiles files, LostTasks lost, StudioTaskStore tasks, StudioIntake intake) {
        this.client = client;
        this.files = files;
        this.lost = lost;
        this.tasks = tasks;
        this.intake = intake;
        this.prefill = new Prefill(client);
    }

    /** What came of it: files whose tasks are in Label Studio, files that wait still, and what somebody should know. */
    record Outcome(SamplingStream stream, int imported, int waiting, List<String> complaints) {
        Outcome {
            complaints = List.copyOf(complaints);
        }
    }

    Future<Outcome> run(StudioProject project) {
        return lost.putBack(project)
                .compose(done -> files.list(project.stream()))
                .compose(waiting -> waiting.isEmpty()
                        ? Future.succeededFuture(new Outcome(project.stream(), 0, 0, List.of()))
                        : run(project, waiting));
    }

    private Future<Outcome> run(StudioProject project, List<ObjectKey> waiting) {
        List<String> complaints = new ArrayList<>();
        return intake.confirm(project)
                .compose(same -> state(project))
                .compose(before -> files.read(project.stream(), waiting, complaints)
                        .compose(sound -> tasks.find(
                                        project.source(),
                                        sound.stream().map(WaitingTask::task).toList())
                                .compose(known -> renew(sound, known)
                                        .compose(renewed -> known.size() == sound.size()
                                                ? Future.succeededFuture()
                                                : importNew(project, before, complaints))
                                        .compose(done -> archive(project, sound, complaints)))));
    }

    private Future<Storage.Sync> state(StudioProject project) {
        return client.storages(Storage.Kind.SOURCE, project.id())
                .map(all -> all.stream()
                        .filter(storage -> storage.id() == project.sourceStorage())
                        .findFirst()
                        .map(Storage::sync)
                        .orElseThrow(() -> new Failure(
                                ErrorCode.NOT_FOUND,
                                "Label Studio has lost the source storage of '"
                                        + project.stream().text() + "'; the next set-up makes it anew")));
    }

    /** A correction by a user renews the file of a task that annotators have already. */
    private Future<Void> renew(List<WaitingTask> files, Map<TaskId, Long> known) {
        Future<Void> done = Future.succeededFuture();
        for (WaitingTask file : files) {
            Long id = known.get(file.task());
            if (id != null) {
                done = done.compose(before -> client.updateTask(id, file.data()))
                        .recover(TaskImport::goneIsFine);
            }
        }
        return done;
    }

    private static Future<Void> goneIsFine(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.NOT_FOUND
                ? Future.succeededFuture()
                : Future.failedFuture(error);
    }

    private Future<Void> importNew(StudioProject project, Storage.Sync before, List<String> complaints) {
        Future<Storage.Sync> ended = before.state() == Storage.Sync.State.IN_PROGRESS
                ? Future.succeededFuture(before)
                : client.sync(project.sourceStorage());
        return ended.map(sync -> complaintOf(sync))
                .recover(e -> e instanceof Failure failure && failure.code() == ErrorCode.LABEL_STUDIO_UNAVAILABLE
                        ? Future.succeededFuture(Optional.of("the import's end is unknown: " + failure.detail()))
                        : Future.failedFuture(e))
                .onSuccess(complaint -> complaint.ifPresent(complaints::add))
                .compose(told -> tasks.newest(project.source()))
                .compose(newest -> register(project, newest).compose(seen -> undouble(project, newest)));
    }

    private static Optional<String> complaintOf(Storage.Sync sync) {
        String problem = sync.problem();
        return switch (sync.state()) {
            case INITIALIZED, IN_PROGRESS, COMPLETED -> Optional.empty();
            case QUEUED -> Optional.of("the import waits for a worker of Label Studio; see that one runs");
            case COMPLETED_WITH_ERRORS, FAILED ->
                Optional.of("the import failed: " + (problem == null ? "without a reason" : lastLines(problem)));
        };
    }

    /** The end of a traceback says what went wrong. */
    private static String lastLines(String traceback) {
        List<String> lines = traceback.strip().lines().toList();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()))
                .strip();
    }

    private Future<Void> register(StudioProject project, long after) {
        return client.tasks(project.id(), TaskQuery.after(after), 1).compose(page -> {
            Future<Void> seen = Future.succeededFuture();
            for (StudioTask task : page) {
                seen = seen.compose(done -> intake.see(project, task));
            }
            return LabelStudioClient.isFull(page)
                    ? seen.compose(
                            done -> register(project, page.get(page.size() - 1).id()))
                    : seen;
        });
    }

    /** Two imports at once can make two tasks of one file: the later one goes while nobody has annotated it. */
    private Future<Void> undouble(StudioProject project, long above) {
        return tasks.doubles(project.source(), above).compose(doubles -> {
            Future<Void> done = Future.succeededFuture();
            for (long id : doubles) {
                done = done.compose(before -> client.task(id))
                        .compose(task -> task.isPresent() && task.get().annotations() > 0
                                ? Future.succeededFuture()
                                : client.deleteTask(id)
                                        .compose(deleted -> intake.end(project, id))
                                        .mapEmpty());
            }
            return done;
        });
    }

    private Future<Outcome> archive(StudioProject project, List<WaitingTask> waiting, List<String> complaints) {
        return tasks.find(
                        project.source(),
                        waiting.stream().map(WaitingTask::task).toList())
                .compose(known -> lookFor(project, waiting, known))
                .map(known -> waiting.stream()
                        .filter(file -> known.containsKey(file.task()))
                        .toList())
                .compose(there -> prefill.show(project, there)
                        .compose(done -> files.archive(there))
                        .map(new Outcome(project.stream(), there.size(), waiting.size() - there.size(), complaints)))
                .onSuccess(outcome -> outcome.complaints()
                        .forEach(complaint ->
                                LOG.warn("Tasks of {}: {}", project.stream().text(), complaint)));
    }

    /** For a task that was imported under a smaller id than one that was seen already. */
    private Future<Map<TaskId, Long>> lookFor(StudioProject project, List<WaitingTask> files, Map<TaskId, Long> known) {
        List<TaskId> missing = files.stream()
                .map(WaitingTask::task)
                .filter(task -> !known.containsKey(task))
                .limit(LOOKED_FOR)
                .toList();
        Future<Void> looked = Future.succeededFuture();
        for (TaskId task : missing) {
            looked = looked.compose(before -> client.tasks(project.id(), TaskQuery.ours(task.toString()), 1))
                    .compose(found -> found.isEmpty()
                            ? Future.succeededFuture()
                            : intake.see(project, found.get(0))
                                    .onSuccess(
                                            seen -> known.put(task, found.get(0).id())));
        }
        return looked.map(known);
    }
}
