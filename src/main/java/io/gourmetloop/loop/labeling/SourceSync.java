package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.loop.labeling.TaskImport.Outcome;
import io.gourmetloop.platform.config.LabelStudioConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings waiting task files into Label Studio: one project after the other, the one with the oldest open blind task first,
 * since Label Studio on SQLite does not bear two imports at once. What goes wrong in one project stops no other, and makes
 * the run a failure that tells it.
 */
public final class SourceSync implements Job {
    private final StudioProjectStore projects;
    private final TaskImport imports;
    private final LabelStudioConfig config;

    public SourceSync(
            LabelStudioClient client,
            ObjectStore store,
            LabelingTables tables,
            StudioIntake intake,
            TaskDelivery delivery,
            LabelStudioConfig config) {
        WaitingFiles files = new WaitingFiles(store);
        this.projects = tables.studioProjects();
        this.imports = new TaskImport(
                client, files, new LostTasks(tables.tasks(), files, delivery), tables.studioTasks(), intake);
        this.config = config;
    }

    @Override
    public String name() {
        return "source-sync";
    }

    @Override
    public Schedule schedule() {
        return config.sync();
    }

    /** Each project may take the time of an import. */
    @Override
    public Duration limit() {
        return config.importTimeout().multipliedBy(5);
    }

    @Override
    public Future<String> run() {
        List<Outcome> outcomes = new ArrayList<>();
        return projects.mostUrgentFirst().compose(all -> {
            Future<Void> done = Future.succeededFuture();
            for (StudioProject project : all) {
                done = done.compose(before -> imports.run(project))
                        .recover(e -> failed(project, e))
                        .onSuccess(outcomes::add)
                        .mapEmpty();
            }
            return done.compose(
                    ended -> all.isEmpty() ? Future.succeededFuture("Label Studio is not set up yet") : told(outcomes));
        });
    }

    private static Future<Outcome> failed(StudioProject project, Throwable cause) {
        return cause instanceof Failure failure
                ? Future.succeededFuture(new Outcome(project.stream(), 0, 0, List.of(failure.detail())))
                : Future.failedFuture(cause);
    }

    private static Future<String> told(List<Outcome> outcomes) {
        int imported = outcomes.stream().mapToInt(Outcome::imported).sum();
        int waiting = outcomes.stream().mapToInt(Outcome::waiting).sum();
        List<String> complaints = outcomes.stream()
                .flatMap(outcome -> outcome.complaints().stream()
                        .map(text -> outcome.stream().text() + ": " + text))
                .toList();
        String text = imported + " tasks imported, " + waiting + " waiting";
        return complaints.isEmpty()
                ? Future.succeededFuture(text)
                : Future.failedFuture(new Failure(ErrorCode.CONFLICT, text + "; " + String.join("; ", complaints)));
    }
}
