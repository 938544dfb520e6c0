package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.LoopFigures.TaskCount;
import io.gourmetloop.platform.config.MonitoringConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Reads the newest figures into the gauges {@code loop_*}. Every server of a cluster does so, whichever of them ran the
 * job: otherwise those that did not would go on telling what they knew when they last ran it.
 */
public final class LoopMetrics {
    /** A version that was replaced twice is history, to be asked from the API. */
    private static final int VERSIONS = 3;

    /** How far back the newest closed window is looked for. */
    private static final int WINDOWS = 48;

    private final Pool pool;
    private final Clock clock;
    private final Duration labelsOf;
    private final LoopGauges gauges;
    private final EstimateStore estimates = new EstimateStore();
    private final LabelStore labels = new LabelStore();

    public LoopMetrics(Pool pool, MonitoringConfig config, MeterRegistry registry, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.labelsOf = new WindowCalendar(config.windows(), config.keepWindows()).longest();
        this.gauges = new LoopGauges(registry);
    }

    public Future<Void> refresh() {
        Future<List<List<WindowEstimates>>> versions =
                estimates.versions(pool).compose(all -> Future.all(newest(all)).map(done -> done.list()));
        Future<List<TaskCount>> tasks = labels.taskCounts(pool, clock.instant().minus(labelsOf));
        return Future.all(versions, tasks)
                .onSuccess(all -> gauges.show(new LoopFigures(versions.result(), tasks.result())))
                .mapEmpty();
    }

    private List<Future<List<WindowEstimates>>> newest(List<ModelVersion> versions) {
        return versions.stream()
                .limit(VERSIONS)
                .map(version -> estimates.current(pool, version, null, WINDOWS))
                .toList();
    }
}
