package io.gourmetloop.loop.monitoring;

import io.gourmetloop.loop.monitoring.CalibrationStore.Due;
import io.gourmetloop.loop.monitoring.Temperature.Example;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Fits a new temperature whenever a day closes. It holds from the next hour on: the confidence of an answer then depends
 * on labels of the past alone, so the difference estimator stays unbiased (Zrnic and Candès 2024).
 */
final class Calibrator {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int FEWEST_LABELS = 100;

    private final CalibrationStore calibrations = new CalibrationStore();
    private final WindowCalendar calendar;

    Calibrator(WindowCalendar calendar) {
        this.calendar = calendar;
    }

    /** Returns how many versions have a new temperature. */
    Future<Integer> refresh(SqlConnection tx, Instant now) {
        return calendar.lengths().stream()
                .filter(length -> length.compareTo(DAY) <= 0)
                .max(Comparator.naturalOrder())
                .map(length -> calibrations.due(tx, WindowCalendar.kind(length)).compose(due -> fitEach(tx, due, now)))
                .orElseGet(() -> Future.succeededFuture(0));
    }

    private Future<Integer> fitEach(SqlConnection tx, List<Due> due, Instant now) {
        Future<Integer> fitted = Future.succeededFuture(0);
        for (Due one : due) {
            fitted = fitted.compose(count -> calibrations
                    .examples(tx, one)
                    .compose(examples -> fit(tx, one, examples, now))
                    .map(isNew -> isNew ? count + 1 : count));
        }
        return fitted;
    }

    private Future<Boolean> fit(SqlConnection tx, Due due, List<Example> examples, Instant now) {
        return examples.size() < FEWEST_LABELS
                ? Future.succeededFuture(false)
                : calibrations
                        .insert(tx, due, Temperature.fit(examples), examples.size(), now, Span.ceiling(now))
                        .map(true);
    }
}
