package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.statistics.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Two distributions over the same bars, as shares. */
public record Chart(String axis, String first, String second, List<Bar> bars) {
    private static final int BINS = 20;
    /** Beyond these shares of all values, values are drawn at the edge. */
    private static final double CUT = 0.005;

    static final String REFERENCE = "reference";
    static final String NOW = "now";

    public Chart {
        bars = List.copyOf(bars);
    }

    public record Bar(String name, double first, double second) {}

    static Chart histogram(String axis, double[] reference, double[] current) {
        return histogram(axis, REFERENCE, reference, NOW, current);
    }

    static Chart histogram(String axis, String first, double[] one, String second, double[] other) {
        Quantiles pooled = new Quantiles(DoubleStream.concat(DoubleStream.of(one), DoubleStream.of(other))
                .toArray());
        double from = pooled.at(CUT);
        double width = (pooled.at(1 - CUT) - from) / BINS;
        double[] ones = shares(one, from, width);
        double[] others = shares(other, from, width);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            bars.add(new Bar(Numbers.text(from + (i + 0.5) * width), ones[i], others[i]));
        }
        return new Chart(axis, first, second, bars);
    }

    private static double[] shares(double[] values, double from, double width) {
        double[] shares = new double[BINS];
        for (double value : values) {
            int bin = width > 0 ? (int) ((value - from) / width) : 0;
            shares[Math.min(BINS - 1, Math.max(0, bin))] += 1.0 / values.length;
        }
        return shares;
    }
}
