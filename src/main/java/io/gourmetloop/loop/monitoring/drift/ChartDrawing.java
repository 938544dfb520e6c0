package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.loop.monitoring.checks.Chart;
import io.gourmetloop.loop.monitoring.checks.Chart.Bar;
import java.util.List;
import java.util.Locale;

/** A chart as an SVG element: the first distribution as wide pale bars, the second as narrow strong ones before them. */
final class ChartDrawing {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 190;
    private static final int TOP = 10;
    private static final int BOTTOM = 150;
    private static final int MOST_NAMES = 7;

    private final Chart chart;
    private final double step;
    private final double most;

    ChartDrawing(Chart chart) {
        this.chart = chart;
        this.step = (double) WIDTH / Math.max(1, chart.bars().size());
        this.most = Math.max(
                1e-9,
                chart.bars().stream()
                        .mapToDouble(bar -> Math.max(bar.first(), bar.second()))
                        .max()
                        .orElse(0));
    }

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                Html.escaped(chart.axis() + ": " + chart.first() + " and " + chart.second())));
        List<Bar> bars = chart.bars();
        for (int i = 0; i < bars.size(); i++) {
            svg.append(bar(
                            "first",
                            i * step + step * 0.04,
                            step * 0.92,
                            bars.get(i).first()))
                    .append(bar(
                            "second",
                            i * step + step * 0.3,
                            step * 0.4,
                            bars.get(i).second()));
        }
        svg.append(String.format(
                Locale.ROOT, "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", WIDTH, BOTTOM, BOTTOM));
        int every = (bars.size() + MOST_NAMES - 1) / MOST_NAMES;
        for (int i = 0; i < bars.size(); i += every) {
            svg.append(name(i, bars.get(i).name()));
        }
        return svg.append("</svg>").toString();
    }

    private String bar(String kind, double x, double width, double share) {
        double height = (BOTTOM - TOP) * share / most;
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s %.1f"
                        + " %%</title></rect>",
                kind,
                x,
                BOTTOM - height,
                width,
                height,
                Html.escaped(kind.equals("first") ? chart.first() : chart.second()),
                100 * share);
    }

    private String name(int place, String name) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\">%s</text>",
                (place + 0.5) * step,
                BOTTOM + 18,
                Html.escaped(name.length() <= 14 ? name : name.substring(0, 13) + "…"));
    }
}
