package io.gourmetloop.loop.labeling;

import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open tasks whose files were archived, and which the present project has never had: Label Studio was reset, or its project
 * was deleted. Their files come back out of the archive, or are made anew, to be imported again. A task that somebody
 * deleted in the project stays away, and one that is closed needs nobody.
 */
final class LostTasks {
    private static final Logger LOG = LoggerFactory.getLogger(LostTasks.class);

    private final TaskStore tasks;
    private final WaitingFiles files;
    private final TaskDelivery delivery;

    LostTasks(TaskStore tasks, WaitingFiles files, TaskDelivery delivery) {
        this.tasks = tasks;
        this.files = files;
        this.delivery = delivery;
    }

    /** A file is written before its task's row, so one that is new is seen waiting by whoever looks for the row first. */
    Future<Void> putBack(StudioProject project) {
        return tasks.openOutside(project.stream(), project.source())
                .compose(open -> open.isEmpty() ? Future.succeededFuture() : putBack(project, open));
    }

    private Future<Void> putBack(StudioProject project, List<TaskStore.Open> open) {
        return files.list(project.stream())
                .map(waiting -> without(open, Set.copyOf(waiting)))
                .compose(lost -> files.putBack(keys(lost))
                        .compose(missing -> deliver(only(lost, Set.copyOf(missing))))
                        .onSuccess(done -> tell(project, lost.size())));
    }

    private static void tell(StudioProject project, int lost) {
        if (lost > 0) {
            String stream = project.stream().text();
            LOG.info("{} open tasks of {} were put back: Label Studio does not have them", lost, stream);
        }
    }

    private Future<Void> deliver(List<TaskStore.Open> tasks) {
        Future<Void> done = Future.succeededFuture();
        for (TaskStore.Open task : tasks) {
            done = done.compose(
                    before -> delivery.deliver(TaskRequest.first(task.id().prediction())));
        }
        return done;
    }

    private static List<ObjectKey> keys(List<TaskStore.Open> tasks) {
        return tasks.stream().map(TaskStore.Open::file).toList();
    }

    private static List<TaskStore.Open> without(List<TaskStore.Open> tasks, Set<ObjectKey> files) {
        return tasks.stream().filter(task -> !files.contains(task.file())).toList();
    }

    private static List<TaskStore.Open> only(List<TaskStore.Open> tasks, Set<ObjectKey> files) {
        return tasks.stream().filter(task -> files.contains(task.file())).toList();
    }
}
