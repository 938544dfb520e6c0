package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.CheckSuite;
import io.gourmetloop.loop.monitoring.checks.Comparison;
import io.gourmetloop.loop.monitoring.checks.Example;
import io.gourmetloop.loop.monitoring.checks.Retold;
import io.gourmetloop.loop.monitoring.drift.CheckRun.Brief;
import io.gourmetloop.loop.monitoring.drift.CheckRun.State;
import io.gourmetloop.platform.config.ChecksConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of a run: read the photos of both sides, describe those that nobody has described, check, write the report. */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final Pool pool;
    private final ExampleStore examples;
    private final Sight.Describer describer;
    private final Retelling retelling;
    private final CheckSuite suite;
    private final ReportPhotos photos;
    private final ObjectStore store;
    private final WorkerExecutor workers;
    private final Clock clock;
    private final int most;

    Inspection(Pool pool, ObjectStore store, Sight sight, ChecksConfig config, WorkerExecutor workers, Clock clock) {
        PhotoFiles files = new PhotoFiles(pool, store);
        this.pool = pool;
        this.examples = new ExampleStore(pool);
        this.describer = sight.describer();
        this.retelling = new Retelling(files, sight.classifier(), workers, config.robustnessPhotos());
        this.suite = new CheckSuite(config);
        this.photos = new ReportPhotos(files, workers);
        this.store = store;
        this.workers = workers;
        this.clock = clock;
        this.most = config.photos();
    }

    Future<CheckReport> report(CheckRun run) {
        return comparison(run)
                .compose(comparison -> check(comparison)
                        .compose(results -> document(finished(run, comparison, results, null), results)));
    }

    private Future<Comparison> comparison(CheckRun run) {
        Future<Labels> labels = labels(run.version());
        Future<List<Example>> reference = side(run.version(), run.windows().reference());
        Future<List<Example>> current =
                reference.compose(read -> side(run.version(), run.windows().current()));
        Future<List<Retold>> retold = current.compose(read -> retelling.of(run.version(), read));
        return Future.all(labels, reference, current, retold)
                .map(all -> new Comparison(labels.result(), reference.result(), current.result(), retold.result()));
    }

    private Future<Labels> labels(ModelVersion version) {
        return pool.preparedQuery("select labels from model_versions where number = $1")
                .execute(Tuple.of(version.number()))
                .map(rows -> Labels.of(rows.iterator().next().getArrayOfStrings("labels")));
    }

    private Future<List<Example>> side(ModelVersion version, Side side) {
        return examples.some(version, side, most)
                .compose(ids -> examples.withoutFeatures(ids)
                        .compose(describer::complete)
                        .compose(described -> examples.examples(ids)));
    }

    private Future<List<CheckResult>> check(Comparison comparison) {
        return workers.executeBlocking(() -> suite.run(comparison), false);
    }

    /** The run's JSON and HTML file; without a store there is no file, but the run counts. */
    private Future<CheckReport> document(CheckRun run, List<CheckResult> results) {
        CheckReport plain = new CheckReport(run, results);
        String folder = "checks/" + run.id() + "/";
        return photos.of(results)
                .compose(small ->
                        workers.executeBlocking(() -> Buffer.buffer(new ReportPage(plain, small).html()), false))
                .compose(html -> put(folder + "report.html", html, "text/html; charset=utf-8"))
                .compose(key -> put(folder + "report.json", RunJson.write(plain).toBuffer(), "application/json")
                        .map(written -> new CheckReport(withReport(run, key), results)))
                .recover(e -> withoutFile(plain, e));
    }

    private Future<String> put(String key, Buffer content, String mediaType) {
        return store.put(Bucket.REPORTS, ObjectKey.of(key), content, mediaType).map(key);
    }

    private static Future<CheckReport> withoutFile(CheckReport report, Throwable cause) {
        LOG.warn("The report of run {} was not written", report.run().id(), cause);
        return Future.succeededFuture(report);
    }

    private CheckRun finished(
            CheckRun run, Comparison comparison, List<CheckResult> results, @Nullable String reportKey) {
        Windows windows = new Windows(
                run.version(),
                run.windows().reference().of(comparison.reference().size()),
                run.windows().current().of(comparison.current().size()));
        return new CheckRun(
                run.id(),
                run.trigger(),
                State.FINISHED,
                windows,
                run.startedAt(),
                clock.instant(),
                null,
                reportKey,
                results.stream()
                        .map(result -> new Brief(result.name(), result.status(), result.value(), result.blocking()))
                        .toList());
    }

    private static CheckRun withReport(CheckRun run, String key) {
        return new CheckRun(
                run.id(),
                run.trigger(),
                run.state(),
                run.windows(),
                run.startedAt(),
                run.finishedAt(),
                run.error(),
                key,
                run.checks());
    }
}
