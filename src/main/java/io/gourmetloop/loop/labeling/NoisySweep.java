package io.gourmetloop.loop.labeling;

import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds images that may have become part of {@code production-noisy}: those whose users said something, and those that
 * waited long enough without anybody being asked. It looks only at what came since it looked last, so a run costs the
 * same whatever the history.
 */
public final class NoisySweep implements Job {
    private static final String FEEDBACK = "feedback";
    private static final String WAITING = "waiting";
    /** What is read twice, so that a transaction that commits late, under its earlier time, is not missed. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final PlacementSweepStore sweeps;
    private final LabelingConfig config;
    private final Schedule schedule;
    private final Clock clock;

    public NoisySweep(PlacementSweepStore sweeps, LabelingConfig config, Schedule schedule, Clock clock) {
        this.sweeps = sweeps;
        this.config = config;
        this.schedule = schedule;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "noisy-sweep";
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public Future<String> run() {
        Instant now = clock.instant();
        return feedback(now)
                .compose(said -> waiting(now.minus(config.noisyAfter()))
                        .map(waited ->
                                said + " answers of users and " + waited + " sure answers of the model looked at"));
    }

    private Future<Integer> feedback(Instant until) {
        return sweeps.sweptUntil(FEEDBACK)
                .compose(mark -> sweeps.orderAfterFeedback(mark.minus(OVERLAP), until))
                .compose(count -> sweeps.swept(FEEDBACK, until).map(count));
    }

    private Future<Integer> waiting(Instant until) {
        return sweeps.sweptUntil(WAITING)
                .compose(mark -> sweeps.orderAfterWaiting(mark.minus(OVERLAP), until, config.noisyConfidence()))
                .compose(count -> sweeps.swept(WAITING, until).map(count));
    }
}
