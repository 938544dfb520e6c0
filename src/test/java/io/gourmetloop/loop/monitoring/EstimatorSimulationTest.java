package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.monitoring.SimulatedProduction.Model;
import io.gourmetloop.loop.monitoring.SimulatedProduction.Queue;
import io.gourmetloop.loop.monitoring.SimulatedProduction.Users;
import io.gourmetloop.loop.sampling.DailyCap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The properties that users rely on, over 4,000 seeded runs of a case with known truth: no bias of half a point, intervals
 * that cover as often as they say, and a headline that errs no more than the fallback. The Monte Carlo error of a
 * coverage is 0.35 point.
 */
class EstimatorSimulationTest {
    private static final int RUNS = 4_000;

    private static final Model CALIBRATED = Model.power(1);
    /** A class that grows from nothing to a fifth of the traffic and is right half as often as the model claims. */
    private static final Model DRIFTING = (confidence, time) -> confidence * (1 - 0.5 * 0.2 * time);

    /** Case, its truth, and the widths and the naive mean that the design expects. */
    static List<Arguments> cases() {
        return List.of(
                Arguments.of("calibrated", SimulatedProduction.of(2_000, 0.1, CALIBRATED), .769, .092, .110, .597),
                Arguments.of(
                        "over-confident", SimulatedProduction.of(2_000, 0.1, Model.power(2)), .615, .106, .127, .397),
                Arguments.of(
                        "under-confident",
                        SimulatedProduction.of(2_000, 0.1, Model.power(0.5)),
                        .872,
                        .076,
                        .087,
                        .760),
                Arguments.of("small window", SimulatedProduction.of(750, 0.3, CALIBRATED), .770, .078, .091, .691),
                Arguments.of(
                        "95 % closed",
                        SimulatedProduction.of(2_000, 0.1, CALIBRATED).with(new Queue(0.95, false)),
                        .769,
                        .094,
                        .110,
                        .593));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void estimates_are_unbiased_and_their_intervals_cover(
            String name,
            SimulatedProduction production,
            double truth,
            double differenceWidth,
            double randomWidth,
            double naive) {
        Function<Estimator, Summary> summaries = simulate(production);
        Summary difference = summaries.apply(Estimator.DIFFERENCE);
        Summary random = summaries.apply(Estimator.RANDOM_ONLY);
        for (Summary summary : List.of(difference, random, summaries.apply(Estimator.HAJEK))) {
            assertThat(summary.truth).isCloseTo(truth, within(0.003));
            assertThat(summary.bias).as("bias").isCloseTo(0, within(0.005));
            assertThat(summary.coverage).as("coverage").isBetween(0.925, 0.975);
        }
        assertThat(difference.rmse).isLessThanOrEqualTo(random.rmse);
        assertThat(difference.width).isCloseTo(differenceWidth, within(0.002));
        assertThat(random.width).isCloseTo(randomWidth, within(0.003));
        assertThat(summaries.apply(Estimator.NAIVE).mean).isCloseTo(naive, within(0.01));
        print(name, summaries);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void what_production_does_to_the_sample_costs_precision_but_no_truth(String name, SimulatedProduction production) {
        Function<Estimator, Summary> summaries = simulate(production);
        for (Estimator estimator : List.of(Estimator.DIFFERENCE, Estimator.RANDOM_ONLY)) {
            assertThat(summaries.apply(estimator).bias).as("bias").isCloseTo(0, within(0.005));
            assertThat(summaries.apply(estimator).coverage).as("coverage").isBetween(0.925, 0.975);
        }
        assertThat(summaries.apply(Estimator.DIFFERENCE).rmse)
                .isLessThanOrEqualTo(summaries.apply(Estimator.RANDOM_ONLY).rmse);
        print(name, summaries);
    }

    static List<Arguments> troubles() {
        SimulatedProduction usual = SimulatedProduction.of(2_000, 0.1, CALIBRATED);
        return List.of(
                Arguments.of("cap of 150 a day", usual.with(new DailyCap(150))),
                Arguments.of("users who flag anything", usual.with(new Users(0.3, 0.15))),
                Arguments.of("users who say nothing", usual.with(new Users(0, 0))),
                Arguments.of("drifting class", SimulatedProduction.of(2_000, 0.1, DRIFTING)),
                Arguments.of(
                        "half-done queue",
                        SimulatedProduction.of(4_000, 0.1, CALIBRATED).with(new Queue(0.5, true))),
                Arguments.of(
                        "half-done queue while a class drifts",
                        SimulatedProduction.of(4_000, 0.1, DRIFTING).with(new Queue(0.5, true))));
    }

    /** The table of coverage and error, for whoever runs the test by hand. */
    private static void print(String name, Function<Estimator, Summary> summaries) {
        for (Estimator estimator : List.of(Estimator.DIFFERENCE, Estimator.RANDOM_ONLY, Estimator.NAIVE)) {
            System.out.printf("%-38s %-12s %s%n", name, estimator.text(), summaries.apply(estimator));
        }
    }

    private static Function<Estimator, Summary> simulate(SimulatedProduction production) {
        List<SimulatedProduction.Run> runs = IntStream.range(0, RUNS)
                .parallel()
                .mapToObj(run -> production.run(new SplittableRandom(run * 7_919L + 13)))
                .toList();
        return estimator ->
                Summary.of(runs.stream().map(run -> outcome(run, estimator)).toList());
    }

    /** Truth, figure, error, squared error, covered, width. */
    private static double[] outcome(SimulatedProduction.Run run, Estimator estimator) {
        Estimate figure = estimator.estimate(run.evidence()).orElseThrow();
        double error = figure.value() - run.truth();
        Estimate.Uncertainty uncertainty = figure.uncertainty();
        Interval interval = uncertainty == null ? Interval.point(figure.value()) : uncertainty.interval();
        double covered = interval.contains(run.truth()) ? 1 : 0;
        return new double[] {run.truth(), figure.value(), error, error * error, covered, interval.width()};
    }

    private static double average(List<double[]> runs, int column) {
        double sum = 0;
        for (double[] run : runs) {
            sum += run[column];
        }
        return sum / runs.size();
    }

    private record Summary(double truth, double mean, double bias, double rmse, double coverage, double width) {
        static Summary of(List<double[]> runs) {
            return new Summary(
                    average(runs, 0),
                    average(runs, 1),
                    average(runs, 2),
                    Math.sqrt(average(runs, 3)),
                    average(runs, 4),
                    average(runs, 5));
        }

        @Override
        public String toString() {
            return String.format(
                    "truth %.3f bias %+.4f coverage %.3f width %.3f rmse %.4f", truth, bias, coverage, width, rmse);
        }
    }
}
