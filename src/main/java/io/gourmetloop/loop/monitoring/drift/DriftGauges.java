package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.loop.monitoring.checks.Status;
import io.gourmetloop.loop.monitoring.drift.CheckRun.Brief;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The newest checks of the version that serves, for Prometheus. A check without enough data has no figure. */
final class DriftGauges {
    private final MultiGauge value;
    private final MultiGauge status;
    private final MultiGauge lastRun;

    DriftGauges(MeterRegistry registry) {
        value = gauge(registry, "gourmetloop.check.value", "Figure of a drift or data check");
        status = gauge(registry, "gourmetloop.check.status", "0: the check passed, 1: it warns, 2: it failed");
        lastRun = gauge(registry, "gourmetloop.checks.last.run.timestamp.seconds", "When the checks last ended");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Replaces all that was shown. */
    void show(Optional<CheckRun> newest) {
        List<Brief> checks = newest.map(CheckRun::checks).orElse(List.of()).stream()
                .filter(check -> check.status() != Status.NOT_ENOUGH_DATA)
                .toList();
        value.register(
                checks.stream()
                        .map(check -> Row.of(tags(check), Objects.requireNonNullElse(check.value(), 0.0)))
                        .toList(),
                true);
        status.register(
                checks.stream()
                        .map(check -> Row.of(tags(check), check.status().level()))
                        .toList(),
                true);
        lastRun.register(
                newest.map(CheckRun::finishedAt).map(DriftGauges::seconds).stream()
                        .map(seconds -> Row.of(Tags.empty(), seconds))
                        .toList(),
                true);
    }

    private static double seconds(Instant moment) {
        return moment.toEpochMilli() / 1000.0;
    }

    private static Tags tags(Brief check) {
        return Tags.of("check", check.name());
    }
}
