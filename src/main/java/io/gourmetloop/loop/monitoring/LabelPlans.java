package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Plans what to label, from the figure that most labels stand behind: that of the time since the version serves. */
public final class LabelPlans {
    private static final double[] HALF_WIDTHS = {0.05, 0.03, 0.02, 0.01};
    private static final Duration WEEK = Duration.ofDays(7);

    private final Pool pool;
    private final Clock clock;
    private final EstimateStore estimates = new EstimateStore();

    public LabelPlans(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A plan, and how many blind labels came in lately: by that pace it can be told when a goal will be reached. */
    public record Plan(LabelPlan plan, long blindLabelsOfLastWeek) {}

    public Future<Plan> of(ModelVersion version) {
        Future<List<WindowEstimates>> windows = estimates.current(pool, version, null, 1);
        Future<Long> pace = blindLabelsOfLastWeek();
        return Future.all(windows, pace)
                .map(both -> new Plan(LabelPlan.of(headline(windows.result()), HALF_WIDTHS), pace.result()));
    }

    private static Optional<Figure> headline(List<WindowEstimates> windows) {
        return windows.stream()
                .filter(window -> window.window().sinceActivation())
                .flatMap(window -> window.headline().stream())
                .findFirst();
    }

    private Future<Long> blindLabelsOfLastWeek() {
        return pool.preparedQuery("""
                        select count(*) from ground_truth g
                        join sampling_ledger l on l.prediction_id = g.task_id and l.task_purpose = 'evaluation'
                        where g.updated_at >= $1 and g.outcome = 'label'
                        """)
                .execute(Tuple.of(clock.instant().minus(WEEK).atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
