package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Estimate.Uncertainty;
import io.gourmetloop.loop.monitoring.LoopFigures.TaskCount;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoopGaugesTest {
    private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoopGauges gauges = new LoopGauges(registry);

    @Test
    void the_newest_closed_window_and_the_provisional_one_are_told_apart() {
        show(hour(11, true, 0.70), hour(10, false, 0.80), hour(9, false, 0.90));
        assertThat(value("gourmetloop.accuracy", "window", "PT1H", "estimator", "difference"))
                .isEqualTo(0.80);
        assertThat(value("gourmetloop.accuracy", "window", "PT1H_provisional", "estimator", "difference"))
                .isEqualTo(0.70);
        assertThat(value("gourmetloop.accuracy.ci.low", "window", "PT1H")).isEqualTo(0.75);
        assertThat(value("gourmetloop.accuracy.ci.high", "window", "PT1H")).isEqualTo(0.80 + 0.05);
        assertThat(value("gourmetloop.effective.labels", "window", "PT1H", "version", "v1"))
                .isEqualTo(200.0);
    }

    @Test
    void an_old_window_that_never_closed_is_not_shown_beside_a_newer_closed_one() {
        show(hour(11, false, 0.80), hour(10, true, 0.70));
        assertThat(value("gourmetloop.accuracy", "window", "PT1H_provisional")).isNull();
    }

    @Test
    void the_gap_to_the_label_free_figure_is_shown_for_equal_answers_only() {
        show(hour(11, true, 0.70), hour(10, false, 0.80));
        assertThat(value("gourmetloop.cbpe.bias", "window", "PT1H")).isCloseTo(0.06, within(1e-12));
        assertThat(value("gourmetloop.cbpe.bias", "window", "PT1H_provisional")).isNull();
    }

    @Test
    void the_lag_is_the_age_of_the_answers_up_to_which_labels_are_known() {
        Window since = new Window(new ModelVersion(1), Window.ACTIVATION, NOON.minus(Duration.ofDays(3)), NOON);
        show(estimates(since, true, 0.8, NOON.minusSeconds(90)));
        assertThat(value("gourmetloop.label.lag.seconds", "version", "v1")).isEqualTo(90);
        assertThat(value("gourmetloop.accuracy", "window", "activation")).isEqualTo(0.8);
    }

    @Test
    void what_is_no_longer_known_disappears() {
        show(hour(11, true, 0.70), hour(10, false, 0.80));
        show();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void tasks_are_counted_by_stream_and_state() {
        gauges.show(new LoopFigures(List.of(), List.of(new TaskCount(SamplingStream.RANDOM, "open", 41))));
        assertThat(value("gourmetloop.labels", "stream", "random", "state", "open"))
                .isEqualTo(41);
    }

    private void show(WindowEstimates... newestFirst) {
        gauges.show(new LoopFigures(List.of(List.of(newestFirst)), List.of()));
    }

    private static WindowEstimates hour(int hour, boolean provisional, double accuracy) {
        Instant start = Instant.parse("2026-11-18T00:00:00Z").plus(Duration.ofHours(hour));
        Instant end = start.plus(Duration.ofHours(1));
        Window window = new Window(new ModelVersion(1), "PT1H", start, end);
        return estimates(window, provisional, accuracy, provisional ? start.plusSeconds(600) : end);
    }

    private static WindowEstimates estimates(Window window, boolean provisional, double accuracy, Instant takenUntil) {
        Interval interval = new Interval(accuracy - 0.05, accuracy + 0.05);
        Estimate difference = new Estimate(accuracy, Interval.point(accuracy), 120, new Uncertainty(interval, 200));
        List<Figure> figures = List.of(
                new Figure(Estimator.DIFFERENCE, difference, true),
                new Figure(Estimator.CBPE, Estimate.withoutInterval(0.86, 0), false));
        return new WindowEstimates(window, NOON, takenUntil, 900, 60, 41, provisional, Map.of(), figures);
    }

    private @Nullable Double value(String name, String... tags) {
        Gauge gauge = registry.find(name).tags(tags).gauge();
        return gauge == null ? null : gauge.value();
    }
}
