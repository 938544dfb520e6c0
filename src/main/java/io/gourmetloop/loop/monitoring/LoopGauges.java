package io.gourmetloop.loop.monitoring;

import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The loop's figures for Prometheus. A window is labeled by its kind: {@code P1D} is the newest closed one,
 * {@code P1D_provisional} the newest that is not closed yet, {@code activation} the one since the version serves. So
 * there are at most 2 windows a length and version, whatever the history.
 */
final class LoopGauges {
    private final MultiGauge accuracy;
    private final MultiGauge low;
    private final MultiGauge high;
    private final MultiGauge headline;
    private final MultiGauge effectiveSize;
    private final MultiGauge gap;
    private final MultiGauge labels;
    private final MultiGauge lag;

    LoopGauges(MeterRegistry registry) {
        accuracy = gauge(registry, "gourmetloop.accuracy", "Estimated share of right answers");
        low = gauge(registry, "gourmetloop.accuracy.ci.low", "Lower end of the 95 % interval of the accuracy");
        high = gauge(registry, "gourmetloop.accuracy.ci.high", "Upper end of the 95 % interval of the accuracy");
        headline =
                gauge(registry, "gourmetloop.headline.info", "Which estimator is the headline of a window; always 1");
        effectiveSize = gauge(registry, "gourmetloop.effective.labels", "Effective sample size of the labels");
        gap = gauge(registry, "gourmetloop.cbpe.bias", "Confidence-based estimate minus the difference estimate");
        labels = gauge(registry, "gourmetloop.labels", "Open tasks, and tasks closed in the longest window");
        lag = gauge(
                registry,
                "gourmetloop.label.lag.seconds",
                "Age of the predictions up to which enough blind tasks are closed");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Replaces all that was shown. */
    void show(LoopFigures figures) {
        List<Labeled> windows = new ArrayList<>();
        figures.versions().forEach(version -> windows.addAll(newest(version)));
        accuracy.register(rows(windows, figure -> Optional.of(figure.estimate().value())), true);
        low.register(rows(windows, figure -> interval(figure).map(Interval::low)), true);
        high.register(rows(windows, figure -> interval(figure).map(Interval::high)), true);
        headline.register(rows(windows, figure -> Optional.of(1.0).filter(one -> figure.headline())), true);
        effectiveSize.register(rows(windows, LoopGauges::effectiveSize), true);
        gap.register(windows.stream().flatMap(LoopGauges::gap).toList(), true);
        labels.register(figures.tasks().stream().map(LoopGauges::row).toList(), true);
        lag.register(windows.stream().flatMap(LoopGauges::lag).toList(), true);
    }

    /** A window, under the name that it has in the metrics. */
    private record Labeled(String name, WindowEstimates estimates) {
        Tags tags() {
            return Tags.of("version", estimates.window().version().toString(), "window", name);
        }

        Optional<Figure> figure(Estimator estimator) {
            return estimates.figures().stream()
                    .filter(figure -> figure.estimator() == estimator)
                    .findFirst();
        }
    }

    /** Of each kind the newest window, where that is provisional, and the newest closed one that has a headline. */
    private static Collection<Labeled> newest(List<WindowEstimates> newestFirst) {
        Map<String, Labeled> named = new LinkedHashMap<>();
        for (WindowEstimates estimates : newestFirst) {
            String kind = estimates.window().kind();
            if (!estimates.provisional() && estimates.headline().isPresent()) {
                named.putIfAbsent(kind, new Labeled(kind, estimates));
            } else if (estimates.provisional() && !named.containsKey(kind)) {
                String name = estimates.window().sinceActivation() ? kind : kind + "_provisional";
                named.putIfAbsent(name, new Labeled(name, estimates));
            }
        }
        return named.values();
    }

    private static List<Row<?>> rows(List<Labeled> windows, Function<Figure, Optional<Double>> number) {
        List<Row<?>> rows = new ArrayList<>();
        for (Labeled window : windows) {
            for (Figure figure : window.estimates.figures()) {
                Tags tags = window.tags().and("estimator", figure.estimator().text());
                number.apply(figure).ifPresent(value -> rows.add(Row.of(tags, value)));
            }
        }
        return rows;
    }

    private static Optional<Interval> interval(Figure figure) {
        return Optional.ofNullable(figure.estimate().uncertainty()).map(Estimate.Uncertainty::interval);
    }

    private static Optional<Double> effectiveSize(Figure figure) {
        return Optional.ofNullable(figure.estimate().uncertainty()).map(Estimate.Uncertainty::effectiveSize);
    }

    /** Only where both figures stand on the same answers: a cut would look like drift. */
    private static Stream<Row<?>> gap(Labeled window) {
        return window.estimates.cut()
                ? Stream.empty()
                : window.figure(Estimator.CBPE).stream()
                        .flatMap(cbpe -> window.figure(Estimator.DIFFERENCE).stream()
                                .map(difference -> Row.of(
                                        window.tags(),
                                        cbpe.estimate().value()
                                                - difference.estimate().value())));
    }

    private static Stream<Row<?>> lag(Labeled window) {
        WindowEstimates estimates = window.estimates;
        if (!estimates.window().sinceActivation()) {
            return Stream.empty();
        }
        Duration lag =
                Duration.between(estimates.takenUntil(), estimates.window().end());
        Tags version = Tags.of("version", estimates.window().version().toString());
        return Stream.of(Row.of(version, lag.toMillis() / 1000.0));
    }

    private static Row<?> row(LoopFigures.TaskCount count) {
        return Row.of(Tags.of("stream", count.stream().text(), "state", count.state()), count.tasks());
    }
}
