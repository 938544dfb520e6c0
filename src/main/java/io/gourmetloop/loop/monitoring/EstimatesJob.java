package io.gourmetloop.loop.monitoring;

import io.gourmetloop.platform.config.MonitoringConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/**
 * Brings the estimates up to date: windows that ran or ended since the last run, and those in which labels or flags
 * changed. One transaction: either all that changed is answered for, or it is still there for the next run.
 */
public final class EstimatesJob implements Job {
    private final Pool pool;
    private final Clock clock;
    private final Schedule schedule;
    private final LoopMetrics metrics;
    private final WindowCalendar calendar;
    private final StaleWindows stale;
    private final WindowEstimator estimator;
    private final Calibrator calibrator;
    private final EstimateStore estimates = new EstimateStore();

    public EstimatesJob(Pool pool, MonitoringConfig config, Schedule schedule, LoopMetrics metrics, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.schedule = schedule;
        this.metrics = metrics;
        this.calendar = new WindowCalendar(config.windows(), config.keepWindows());
        this.stale = new StaleWindows(calendar);
        this.estimator = new WindowEstimator(config, CellStore.Detail.CLASSES);
        this.calibrator = new Calibrator(calendar);
    }

    @Override
    public String name() {
        return "estimates";
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public Future<String> run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return pool.withTransaction(tx -> stale.take(tx, now)
                        .compose(windows -> estimateEach(tx, windows, now))
                        .compose(result -> calibrator.refresh(tx, now).map(result))
                        .compose(result -> forgetOldest(tx, now).map(result)))
                .compose(result -> metrics.refresh().map(result));
    }

    private Future<String> estimateEach(SqlConnection tx, Collection<Window> windows, Instant now) {
        Future<Integer> changed = Future.succeededFuture(0);
        for (Window window : windows) {
            changed = changed.compose(count -> estimate(tx, window, now).map(isNew -> isNew ? count + 1 : count));
        }
        return changed.map(count -> windows.size() + " windows looked at, " + count + " with new figures");
    }

    private Future<Boolean> estimate(SqlConnection tx, Window window, Instant now) {
        return estimator.estimate(tx, window, now).compose(figures -> estimates.keep(tx, figures));
    }

    private Future<Void> forgetOldest(SqlConnection tx, Instant now) {
        return Future.all(calendar.lengths().stream()
                        .map(length -> estimates.forget(tx, length, calendar.oldestStart(length, now)))
                        .toList())
                .mapEmpty();
    }
}
