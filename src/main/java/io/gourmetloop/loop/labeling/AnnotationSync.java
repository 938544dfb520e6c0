package io.gourmetloop.loop.labeling;

import static java.util.stream.Collectors.joining;

import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the annotation files that are new or were changed. A file that is not understood is reported and left where it
 * is; it stops nothing, and is tried again at each run, since what it lacks (its task, a label) may come. That a file has
 * vanished says nothing: Label Studio removes a task's file when one of its annotations is deleted.
 */
public final class AnnotationSync implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(AnnotationSync.class);
    private static final int PAGE = 1000;
    private static final int AT_ONCE = 8;
    private static final int COMPLAINTS_SHOWN = 5;

    private final ObjectStore store;
    private final AnnotationFileStore files;
    private final AnnotationIntake intake;
    private final Schedule schedule;

    public AnnotationSync(ObjectStore store, AnnotationFileStore files, AnnotationIntake intake, Schedule schedule) {
        this.store = store;
        this.files = files;
        this.intake = intake;
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return "annotation-sync";
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    /** What a run found; complaints name the file and what is wrong with it. */
    record Report(int files, int added, int changed, List<String> complaints) {
        static final Report NOTHING = new Report(0, 0, 0, List.of());

        static Report of(ObjectInfo file, Taken taken) {
            return new Report(
                    1,
                    taken.added(),
                    taken.changed(),
                    taken.complaints().stream()
                            .map(why -> file.key() + " (" + why + ")")
                            .toList());
        }

        Report plus(Report other) {
            List<String> all = new ArrayList<>(complaints);
            all.addAll(other.complaints);
            return new Report(files + other.files, added + other.added, changed + other.changed, all);
        }

        String text() {
            String read = files + " files read: " + added + " annotations added, " + changed + " changed";
            return complaints.isEmpty() ? read : read + "; not understood: " + complaintsText();
        }

        private String complaintsText() {
            String first = complaints.stream().limit(COMPLAINTS_SHOWN).collect(joining(", "));
            int more = complaints.size() - COMPLAINTS_SHOWN;
            return more > 0 ? first + " and " + more + " more" : first;
        }
    }

    @Override
    public Future<String> run() {
        Future<Report> report = Future.succeededFuture(Report.NOTHING);
        for (SamplingStream stream : SamplingStream.values()) {
            report = report.compose(sum -> read(AnnotationFiles.prefix(stream.text()), "", sum));
        }
        return report.onSuccess(AnnotationSync::complain).map(Report::text);
    }

    private static void complain(Report report) {
        if (!report.complaints().isEmpty()) {
            LOG.warn("Annotation files were not understood: {}", report.complaintsText());
        }
    }

    private Future<Report> read(String prefix, String startAfter, Report before) {
        return store.list(Bucket.LABELSTUDIO, prefix, startAfter, PAGE)
                .compose(page -> files.unread(annotationFiles(page))
                        .compose(unread -> readAll(unread, before))
                        .compose(sum -> next(prefix, page, sum)));
    }

    private Future<Report> next(String prefix, ListPage page, Report sum) {
        Optional<String> startAfter = page.next();
        return startAfter.isPresent() ? read(prefix, startAfter.get(), sum) : Future.succeededFuture(sum);
    }

    /** Without the markers of prefixes, which are empty objects. */
    private static List<ObjectInfo> annotationFiles(ListPage page) {
        return page.objects().stream()
                .filter(object -> !object.key().value().endsWith("/"))
                .toList();
    }

    private Future<Report> readAll(List<ObjectInfo> unread, Report before) {
        Future<Report> report = Future.succeededFuture(before);
        for (int from = 0; from < unread.size(); from += AT_ONCE) {
            List<ObjectInfo> some = unread.subList(from, Math.min(from + AT_ONCE, unread.size()));
            report = report.compose(sum -> readSome(some).map(sum::plus));
        }
        return report;
    }

    private Future<Report> readSome(List<ObjectInfo> some) {
        return Future.join(some.stream().map(this::read).toList())
                .map(done -> done.<Report>list().stream().reduce(Report.NOTHING, Report::plus));
    }

    private Future<Report> read(ObjectInfo file) {
        return intake.take(file).recover(AnnotationSync::complaint).map(taken -> Report.of(file, taken));
    }

    /** What is wrong with the file is reported; what is wrong with the store or the database ends the run. */
    static Future<Taken> complaint(Throwable cause) {
        return isAboutTheFile(cause)
                ? Future.succeededFuture(Taken.complaining(List.of(String.valueOf(cause.getMessage()))))
                : Future.failedFuture(cause);
    }

    /** Whether what came is wrong, and not the place that it came from. */
    static boolean isAboutTheFile(Throwable cause) {
        return cause instanceof Failure failure
                && switch (failure.code().kind()) {
                    case UNPROCESSABLE, MALFORMED, NOT_FOUND, CONFLICT -> true;
                    default -> false;
                };
    }
}
