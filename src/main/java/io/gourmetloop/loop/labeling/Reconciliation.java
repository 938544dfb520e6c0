package io.gourmetloop.loop.labeling;

import io.gourmetloop.labelstudio.LabelStudioClient;
import io.gourmetloop.labelstudio.StudioTask;
import io.gourmetloop.labelstudio.TaskQuery;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Label Studio what has changed, and so finds whatever neither a file nor an announcement told: deletions above all.
 * Tasks are read in the order of their last change, from where the last run ended; a task that was deleted is missed by
 * its number. It also asks for more annotators where those so far do not agree.
 */
public final class Reconciliation implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    /** A change can be dated before one that was seen already, as long as Label Studio's transactions take. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final LabelStudioClient client;
    private final StudioIntake intake;
    private final LabelingTables tables;
    private final Schedule schedule;
    private final Clock clock;

    public Reconciliation(
            LabelStudioClient client, StudioIntake intake, LabelingTables tables, Schedule schedule, Clock clock) {
        this.client = client;
        this.intake = intake;
        this.tables = tables;
        this.schedule = schedule;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "label-studio-reconciliation";
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    /** What a run found; it is added up in place, by one project after the other. */
    private static final class Report {
        private final List<String> complaints = new ArrayList<>();
        private int tasks;
        private Taken taken = Taken.NOTHING;

        void add(StudioProject project, long task, Taken more) {
            tasks++;
            taken = taken.plus(new Taken(more.added(), more.changed(), more.deleted()));
            more.complaints()
                    .forEach(why -> complaints.add(
                            "task " + task + " of " + project.stream().text() + " (" + why + ")"));
        }

        String text() {
            String found = tasks + " tasks looked at: " + taken.added() + " annotations added, " + taken.changed()
                    + " changed, " + taken.deleted() + " deleted";
            return complaints.isEmpty() ? found : found + "; not understood: " + Complaints.text(complaints);
        }
    }

    @Override
    public Future<String> run() {
        var report = new Report();
        return tables.studioProjects()
                .mostUrgentFirst()
                .compose(projects -> {
                    Future<Void> done = Future.succeededFuture();
                    for (StudioProject project : projects) {
                        done = done.compose(before -> reconcile(project, report));
                    }
                    return done;
                })
                .map(done -> report.text())
                .onSuccess(text -> complain(report));
    }

    private static void complain(Report report) {
        if (!report.complaints.isEmpty()) {
            LOG.warn("Tasks of Label Studio were not understood: {}", Complaints.text(report.complaints));
        }
    }

    private Future<Void> reconcile(StudioProject project, Report report) {
        Instant since = project.reconciledUntil() == null ? Instant.EPOCH : project.reconciledUntil();
        return changes(project, since, 1, clock.instant().minus(MARGIN), report)
                .compose(done -> deletions(project, report))
                .compose(done -> tables.studioTasks().tooShort(project.source()))
                .compose(this::askForMore);
    }

    /**
     * Each page begins where the one before ended: a task that changes meanwhile moves to
     * the end, and would let another one slip from page to page. Only among tasks of the same moment pages are counted.
     */
    private Future<Void> changes(StudioProject project, Instant since, int page, Instant latest, Report report) {
        return client.tasks(project.id(), TaskQuery.changedSince(since), page)
                .compose(tasks -> intake.confirm(project)
                        .compose(same -> takeAll(project, tasks, report))
                        .compose(done -> next(project, since, page, latest, tasks, report)));
    }

    private Future<Void> next(
            StudioProject project, Instant since, int page, Instant latest, List<StudioTask> tasks, Report report) {
        Instant last = tasks.isEmpty() ? since : tasks.get(tasks.size() - 1).updatedAt();
        Future<Void> kept = keepPlace(project, since, last.isBefore(latest) ? last : latest);
        if (!LabelStudioClient.isFull(tasks)) {
            return kept;
        }
        return kept.compose(done -> last.isAfter(since)
                ? changes(project, last, 1, latest, report)
                : changes(project, since, page + 1, latest, report));
    }

    private Future<Void> keepPlace(StudioProject project, Instant before, Instant now) {
        return now.isAfter(before) ? tables.studioProjects().reconciled(project, now) : Future.succeededFuture();
    }

    private Future<Void> takeAll(StudioProject project, List<StudioTask> tasks, Report report) {
        Future<Void> done = Future.succeededFuture();
        for (StudioTask task : tasks) {
            done = done.compose(before -> intake.take(project, task))
                    .recover(AnnotationSync::complaint)
                    .onSuccess(taken -> report.add(project, task.id(), taken))
                    .mapEmpty();
        }
        return done;
    }

    /** All ids are compared only where the numbers differ. */
    private Future<Void> deletions(StudioProject project, Report report) {
        return Future.all(client.taskCount(project.id()), tables.studioTasks().count(project.source()))
                .compose(counts -> counts.<Long>resultAt(0).equals(counts.<Long>resultAt(1))
                        ? Future.succeededFuture()
                        : compare(project, report));
    }

    private Future<Void> compare(StudioProject project, Report report) {
        return present(project, 0, new HashSet<>())
                .compose(there -> tables.studioTasks().present(project.source()).map(known -> {
                    known.removeAll(there);
                    return known;
                }))
                .compose(gone -> {
                    Future<Void> done = Future.succeededFuture();
                    for (long id : gone) {
                        done = done.compose(before -> intake.fetch(project, id))
                                .onSuccess(taken -> report.add(project, id, taken))
                                .mapEmpty();
                    }
                    return done;
                });
    }

    private Future<Set<Long>> present(StudioProject project, long after, Set<Long> before) {
        return client.tasks(project.id(), TaskQuery.after(after), 1).compose(tasks -> {
            Future<Void> seen = Future.succeededFuture();
            for (StudioTask task : tasks) {
                before.add(task.id());
                seen = seen.compose(done -> intake.see(project, task));
            }
            return seen.compose(done -> LabelStudioClient.isFull(tasks)
                    ? present(project, tasks.get(tasks.size() - 1).id(), before)
                    : Future.succeededFuture(before));
        });
    }

    private Future<Void> askForMore(List<StudioTaskStore.Shortage> shortages) {
        Future<Void> done = Future.succeededFuture();
        for (StudioTaskStore.Shortage each : shortages) {
            done = done.compose(before -> client.askFor(each.id(), each.required()))
                    .compose(asked -> tables.studioTasks().asked(each));
        }
        return done;
    }
}
