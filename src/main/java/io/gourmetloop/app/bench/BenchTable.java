package io.gourmetloop.app.bench;

import io.gourmetloop.app.bench.BenchRun.Compared;
import io.gourmetloop.model.inference.BareBenchmark;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians over the turns; ratios are taken turn by turn, so that both sides met the same machine. */
final class BenchTable {
    private final PrintStream out;

    BenchTable(PrintStream out) {
        this.out = out;
    }

    /** By the number of clients. */
    void print(Map<Integer, List<Compared>> measured) {
        out.printf(
                "%-18s %9s %9s %9s %9s %9s %9s %9s%n",
                "", "images/s", "of bare", "CPU ms", "of bare", "p50 ms", "p95 ms", "p99 ms");
        List<BareBenchmark.Result> bare = measured.values().stream()
                .flatMap(List::stream)
                .map(Compared::after)
                .toList();
        out.printf(
                Locale.ROOT,
                "%-18s %9.1f %9s %9.2f%n",
                "bare",
                median(bare, BareBenchmark.Result::imagesPerSecond),
                "",
                median(bare, BareBenchmark.Result::processorMillisPerImage));
        measured.forEach(this::print);
    }

    private void print(int clients, List<Compared> turns) {
        out.printf(
                Locale.ROOT,
                "HTTP, %2d client%-3s %9.1f %8.0f%% %9.2f %8.2f× %9.1f %9.1f %9.1f   with its database %.2f ms%n",
                clients,
                clients == 1 ? "" : "s",
                median(turns, turn -> turn.served().load().perSecond()),
                100 * median(turns, Compared::rateOfBare),
                median(turns, turn -> turn.served().processorMillis()),
                median(turns, Compared::processorOfBare),
                median(turns, turn -> turn.served().load().quantileMillis(0.5)),
                median(turns, turn -> turn.served().load().quantileMillis(0.95)),
                median(turns, turn -> turn.served().load().quantileMillis(0.99)),
                median(turns, turn -> turn.served().processorMillisOfAll()));
    }

    private static <T> double median(Collection<T> turns, ToDoubleFunction<T> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
