package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.platform.config.MonitoringConfig;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How accurate the versions are: the estimates that are kept, and any window that somebody asks for, from the same sums. */
public final class Accuracy {
    private final Pool pool;
    private final Clock clock;
    private final WindowEstimator estimator;
    private final EstimateStore estimates = new EstimateStore();
    private final CalibrationStore calibrations = new CalibrationStore();

    public Accuracy(Pool pool, MonitoringConfig config, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.estimator = new WindowEstimator(config, CellStore.Detail.EVERYTHING);
    }

    /** Answers of a version in a time; without a start since it serves, without an end until now; of one class or of all. */
    public record Question(
            ModelVersion version,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Label label) {}

    /** The figures of a window and what stands behind them. */
    public record Explained(WindowEstimates estimates, Reasons reasons) {}

    /** Figures and the confusion behind them. */
    public record Confused(WindowEstimates estimates, Confusion confusion) {}

    /** Figures, how reliable the confidence is that they lean on, and how it was calibrated, newest first. */
    public record Calibrated(WindowEstimates estimates, Reliability reliability, List<Calibration> calibrations) {}

    /**
     * The newest figures of each window of a version, closed and provisional: windows newest first, at most
     * {@code windowsOfEachKind}. Empty for a version without traffic. With a label, over the answers that named it.
     */
    public Future<List<WindowEstimates>> of(ModelVersion version, @Nullable Label label, int windowsOfEachKind) {
        return estimates.current(pool, version, label, windowsOfEachKind);
    }

    /** The versions that have figures, newest first. */
    public Future<List<ModelVersion>> versions() {
        return estimates.versions(pool);
    }

    public Future<Explained> explain(Question question) {
        return ask(question, window -> new Explained(estimator.estimates(window), Reasons.of(window)));
    }

    public Future<Confused> confusion(Question question) {
        return ask(question, window -> new Confused(estimator.estimates(window), Confusion.of(window.usable())));
    }

    public Future<Calibrated> calibration(Question question, int calibrationsShown) {
        Future<List<Calibration>> history = calibrations.history(pool, question.version, calibrationsShown);
        return history.compose(known -> ask(
                question,
                window -> new Calibrated(estimator.estimates(window), Reliability.of(window.usable()), known)));
    }

    /** All sums of one moment, though the job may be writing newer ones. */
    private <T> Future<T> ask(Question question, Function<WindowEvidence, T> tell) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return pool.withTransaction(tx -> tx.query("set transaction isolation level repeatable read, read only")
                .execute()
                .compose(done -> window(tx, question, now))
                .compose(window -> estimator.evidence(tx, window, now))
                .map(window -> tell.apply(question.label == null ? window : window.of(question.label))));
    }

    private static Future<Window> window(SqlConnection tx, Question question, Instant now) {
        Instant end = question.to == null ? now : question.to;
        return question.from == null
                ? Activations.read(tx, now)
                        .map(activations -> activations
                                .of(question.version)
                                .orElseGet(() -> new Window(question.version, Window.CUSTOM, Instant.EPOCH, end)))
                : Future.succeededFuture(new Window(question.version, Window.CUSTOM, question.from, end));
    }
}
