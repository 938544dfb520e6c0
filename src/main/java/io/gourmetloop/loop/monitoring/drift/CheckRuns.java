package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.loop.monitoring.drift.CheckRun.Trigger;
import io.gourmetloop.platform.config.ChecksConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs of the checks: started by the clock or by hand, one at a time in the cluster, and what they said. */
public final class CheckRuns {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRuns.class);
    /** A run that takes longer has lost its server. */
    static final Duration LIMIT = Duration.ofMinutes(15);

    private final WindowRule rule;
    private final CheckRunStore runs;
    private final Inspection inspection;
    private final ObjectStore store;
    private final DriftGauges gauges;
    private final Clock clock;
    private final int keep;

    private CheckRuns(
            WindowRule rule,
            CheckRunStore runs,
            Inspection inspection,
            ObjectStore store,
            DriftGauges gauges,
            Clock clock,
            int keep) {
        this.rule = rule;
        this.runs = runs;
        this.inspection = inspection;
        this.store = store;
        this.gauges = gauges;
        this.clock = clock;
        this.keep = keep;
    }

    public static CheckRuns open(
            Vertx vertx,
            Database database,
            ObjectStore store,
            ChecksConfig config,
            Sight sight,
            MeterRegistry registry,
            Clock clock) {
        WorkerExecutor workers =
                vertx.createSharedWorkerExecutor("gourmetloop-checks", 1, LIMIT.toMinutes(), TimeUnit.MINUTES);
        Inspection inspection = new Inspection(database.pool(), store, sight, config, workers, clock);
        return new CheckRuns(
                new WindowRule(database.pool(), config, clock),
                new CheckRunStore(database),
                inspection,
                store,
                new DriftGauges(registry),
                clock,
                config.keepRuns());
    }

    /** A run that goes on, and its end. */
    record Started(CheckRun run, Future<CheckReport> report) {}

    /** What a request compares. Fails with NO_MODEL where no version serves, INVALID_VALUE while there is nothing. */
    Future<Windows> windows(CheckRequest request) {
        return rule.windows(request).map(windows -> windows.orElseThrow(CheckRuns::nothing));
    }

    /** Completes when the run has begun. Fails with CONFLICT while a run goes on. */
    Future<Started> start(Trigger trigger, Windows windows) {
        return runs.start(trigger, windows, clock.instant(), LIMIT).map(run -> new Started(run, finish(run)));
    }

    /** As the clock does it: says what came of it, also when there is nothing to compare yet. */
    Future<String> runByClock() {
        return rule.windows(CheckRequest.BY_RULE)
                .compose(windows -> windows.map(found -> start(Trigger.CLOCK, found)
                                .compose(Started::report)
                                .map(CheckRuns::sentence))
                        .orElseGet(() -> Future.succeededFuture("Nothing to compare: a version needs two answers")));
    }

    private static Failure nothing() {
        return new Failure(
                ErrorCode.INVALID_VALUE, "There is nothing to compare yet: the version has answered no two photos");
    }

    static String sentence(CheckReport report) {
        CheckRun run = report.run();
        return Headline.of(report) + "; " + run.windows().reference().photos() + " photos against "
                + run.windows().current().photos();
    }

    private Future<CheckReport> finish(CheckRun run) {
        return inspection
                .report(run)
                .compose(report -> runs.finish(report).map(report))
                .onSuccess(Alerts::tell)
                .onFailure(e -> LOG.error("Run {} of the checks failed", run.id(), e))
                .recover(e -> runs.fail(run.id(), String.valueOf(e.getMessage()), clock.instant())
                        .transform(written -> Future.failedFuture(e)))
                .compose(report -> trim().compose(done -> refreshGauges()).map(report));
    }

    private Future<Void> trim() {
        return runs.trim(keep)
                .compose(keys -> Future.join(keys.stream()
                        .map(key -> store.delete(Bucket.REPORTS, ObjectKey.of(key)))
                        .toList()))
                .onFailure(e -> LOG.warn("Old reports were not deleted", e))
                .transform(trimmed -> Future.succeededFuture());
    }

    /** Reads the newest run into the gauges {@code gourmetloop_check*}; every server does so, whichever ran the checks. */
    public Future<Void> refreshGauges() {
        return runs.newestOfServing().onSuccess(gauges::show).mapEmpty();
    }

    /** Newest first. */
    public Future<List<CheckRun>> newest(int limit) {
        return runs.newest(limit);
    }

    /** Fails with NOT_FOUND. */
    public Future<CheckReport> report(long id) {
        return runs.report(id);
    }

    /** The run as one HTML file. Fails with NOT_FOUND, also while the run goes on, or STORAGE_UNAVAILABLE. */
    public Future<Buffer> html(long id) {
        return runs.require(id)
                .map(run -> Optional.ofNullable(run.reportKey())
                        .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, "Run " + id + " has no report")))
                .compose(key -> store.get(Bucket.REPORTS, ObjectKey.of(key)));
    }
}
