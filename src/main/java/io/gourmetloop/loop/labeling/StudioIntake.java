package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.TaskId;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.StudioTask;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes tasks out of Label Studio into our tables: that they are there, with their annotations, or that they are gone. */
public final class StudioIntake {
    private final LabelStudioClient client;
    private final StudioTaskStore tasks;
    private final AnnotationIntake annotations;
    private final Clock clock;

    public StudioIntake(LabelStudioClient client, StudioTaskStore tasks, AnnotationIntake annotations, Clock clock) {
        this.client = client;
        this.tasks = tasks;
        this.annotations = annotations;
        this.clock = clock;
    }

    /**
     * Fails with CONFLICT unless the project is still the one that was set up: ids of a Label Studio that was reset mean
     * something else, and what it does not have was not deleted. To be asked after what it confirms.
     */
    Future<Void> confirm(StudioProject project) {
        return client.bornAt(project.id())
                .compose(bornAt ->
                        bornAt.map(at -> StudioProject.source(project.id(), at)).equals(Optional.of(project.source()))
                                ? Future.succeededFuture()
                                : Future.failedFuture(new Failure(
                                        ErrorCode.CONFLICT,
                                        "Label Studio has lost project " + project.id() + " of '"
                                                + project.stream().text() + "'; the next set-up makes it anew")));
    }

    /**
     * Asks for the task. Fails as {@link AnnotationIntake#take} does when it is not understood, and like
     * {@link #confirm}.
     */
    Future<Taken> fetch(StudioProject project, long id) {
        return client.task(id)
                .compose(found -> confirm(project).map(found))
                .compose(found -> found.map(task -> take(project, task)).orElseGet(() -> end(project, id)));
    }

    /** A task that somebody else put there is none of ours. Fails as above. */
    Future<Taken> take(StudioProject project, StudioTask task) {
        Optional<TaskId> ours = ours(task.ourId());
        return tasks.seen(project.source(), task.id(), ours.orElse(null), task.overlap())
                .compose(seen -> ours.map(
                                id -> annotations.takeWhole(id, task.file(), project.source(), task.updatedAt()))
                        .orElseGet(() -> Future.succeededFuture(Taken.NOTHING)));
    }

    /** Without its annotations: to know it is enough. */
    Future<Void> see(StudioProject project, StudioTask task) {
        return tasks.seen(project.source(), task.id(), ours(task.ourId()).orElse(null), task.overlap());
    }

    Future<Taken> end(StudioProject project, long id) {
        return tasks.gone(project.source(), id, clock.instant())
                .compose(ended -> ended.map(task -> annotations.takeEnd(task, project.source()))
                        .orElseGet(() -> Future.succeededFuture(Taken.NOTHING)));
    }

    private static Optional<TaskId> ours(@Nullable String id) {
        try {
            return Optional.ofNullable(id).map(TaskId::parse);
        } catch (Failure e) {
            if (e.code().kind() == ErrorCode.Kind.BUG) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
