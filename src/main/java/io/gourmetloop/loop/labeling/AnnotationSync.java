package io.gourmetloop.loop.labeling;

import static java.util.stream.Collectors.toSet;

import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.labeling.AnnotationFileStore.Known;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the annotation files that are new or were changed. A file that is not understood stops nothing and is left where
 * it is. The log tells of it once; the result of each run does while it is there unchanged. It is read again each day,
 * since what it lacks (its task, a label) may come. That a file has vanished says nothing: Label Studio removes a task's
 * file when one of its annotations is deleted.
 */
public final class AnnotationSync implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(AnnotationSync.class);
    private static final int PAGE = 1000;
    private static final int AT_ONCE = 8;
    /** Class of SQLSTATE: PostgreSQL refuses a value, and would refuse it again. */
    private static final String DATA_EXCEPTION = "22";

    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofDays(1);

    private final ObjectStore store;
    private final AnnotationFileStore files;
    private final AnnotationIntake intake;
    private final Schedule schedule;
    private final Clock clock;

    public AnnotationSync(
            ObjectStore store, AnnotationFileStore files, AnnotationIntake intake, Schedule schedule, Clock clock) {
        this.store = store;
        this.files = files;
        this.intake = intake;
        this.schedule = schedule;
        this.clock = clock;
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
    record Report(int files, int added, int changed, List<String> complaints, List<String> newComplaints) {
        static final Report NOTHING = new Report(0, 0, 0, List.of(), List.of());

        /** A file that was read before, and that is as it was. */
        static Report of(ObjectKey file, String complaint) {
            return new Report(0, 0, 0, List.of(named(file, complaint)), List.of());
        }

        static Report of(ObjectInfo file, Taken taken, @Nullable String complaintBefore) {
            Optional<String> complaint = taken.complaint();
            return new Report(
                    1,
                    taken.added(),
                    taken.changed(),
                    complaint.map(why -> named(file.key(), why)).stream().toList(),
                    complaint.filter(why -> !why.equals(complaintBefore)).map(why -> named(file.key(), why)).stream()
                            .toList());
        }

        private static String named(ObjectKey file, String complaint) {
            return file + " (" + complaint + ")";
        }

        Report plus(Report other) {
            return new Report(
                    files + other.files,
                    added + other.added,
                    changed + other.changed,
                    Stream.concat(complaints.stream(), other.complaints.stream())
                            .toList(),
                    Stream.concat(newComplaints.stream(), other.newComplaints.stream())
                            .toList());
        }

        String text() {
            String read = files + " files read: " + added + " annotations added, " + changed + " changed";
            return complaints.isEmpty() ? read : read + "; not understood: " + Complaints.text(complaints);
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
        if (!report.newComplaints().isEmpty()) {
            LOG.warn("Annotation files were not understood: {}", Complaints.text(report.newComplaints()));
        }
    }

    private Future<Report> read(String prefix, String startAfter, Report before) {
        return store.list(Bucket.LABELSTUDIO, prefix, startAfter, PAGE)
                .compose(page -> files.known(
                                annotationFiles(page), clock.instant().minus(BEFORE_ANOTHER_TRY))
                        .compose(known -> readAll(known, before.plus(standing(known))))
                        .compose(sum -> next(prefix, page, sum)));
    }

    /** What is still wrong with files that are not read again. */
    private static Report standing(Known known) {
        Set<ObjectKey> unread = known.unread().stream().map(ObjectInfo::key).collect(toSet());
        return known.complaints().entrySet().stream()
                .filter(entry -> !unread.contains(entry.getKey()))
                .map(entry -> Report.of(entry.getKey(), entry.getValue()))
                .reduce(Report.NOTHING, Report::plus);
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

    private Future<Report> readAll(Known known, Report before) {
        Future<Report> report = Future.succeededFuture(before);
        for (int from = 0; from < known.unread().size(); from += AT_ONCE) {
            List<ObjectInfo> some = known.unread()
                    .subList(from, Math.min(from + AT_ONCE, known.unread().size()));
            report = report.compose(sum -> readSome(some, known.complaints()).map(sum::plus));
        }
        return report;
    }

    private Future<Report> readSome(List<ObjectInfo> some, Map<ObjectKey, String> complaints) {
        return Future.join(some.stream()
                        .map(file -> read(file, complaints.get(file.key())))
                        .toList())
                .map(done -> done.<Report>list().stream().reduce(Report.NOTHING, Report::plus));
    }

    private Future<Report> read(ObjectInfo file, @Nullable String complaintBefore) {
        return intake.take(file)
                .recover(AnnotationSync::complaint)
                .map(taken -> Report.of(file, taken, complaintBefore));
    }

    /** What is wrong with the file is reported; what is wrong with the store or the database ends the run. */
    static Future<Taken> complaint(Throwable cause) {
        return isAboutTheFile(cause)
                ? Future.succeededFuture(Taken.complaining(List.of(String.valueOf(cause.getMessage()))))
                : Future.failedFuture(cause);
    }

    /** Whether what came is wrong, and not the place that it came from. */
    static boolean isAboutTheFile(Throwable cause) {
        if (cause instanceof DatabaseException refused) {
            return refused.getSqlState() != null && refused.getSqlState().startsWith(DATA_EXCEPTION);
        }
        return cause instanceof Failure failure
                && switch (failure.code().kind()) {
                    case UNPROCESSABLE, MALFORMED, NOT_FOUND, CONFLICT -> true;
                    default -> false;
                };
    }
}
