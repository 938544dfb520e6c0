package io.gourmetloop.app.bench;

import io.gourmetloop.app.bench.BenchRun.Served;
import io.gourmetloop.app.bench.BenchRun.Turn;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Medians over the turns; ratios are taken turn by turn, so that both sides met the same machine. */
final class BenchTable {
    private final PrintStream out;

    BenchTable(PrintStream out) {
        this.out = out;
    }

    void print(List<Turn> turns) {
        out.printf(
                "%-18s %9s %9s %9s %9s %9s %9s %9s%n",
                "", "images/s", "of bare", "CPU ms", "of bare", "p50 ms", "p95 ms", "p99 ms");
        out.printf(
                Locale.ROOT,
                "%-18s %9.1f %9s %9.2f%n",
                "bare",
                median(turns, turn -> turn.bare().imagesPerSecond()),
                "",
                median(turns, turn -> turn.bare().processorMillisPerImage()));
        turns.get(0).served().keySet().forEach(clients -> print(clients, turns));
    }

    private void print(int clients, List<Turn> turns) {
        ToDoubleFunction<Turn> rate = turn -> served(turn, clients).load().perSecond();
        ToDoubleFunction<Turn> cpu = turn -> served(turn, clients).processorMillis();
        out.printf(
                Locale.ROOT,
                "HTTP, %2d client%-3s %9.1f %8.0f%% %9.2f %8.2f× %9.1f %9.1f %9.1f   with its database %.2f ms%n",
                clients,
                clients == 1 ? "" : "s",
                median(turns, rate),
                100
                        * median(
                                turns,
                                turn -> rate.applyAsDouble(turn) / turn.bare().imagesPerSecond()),
                median(turns, cpu),
                median(turns, turn -> cpu.applyAsDouble(turn) / turn.bare().processorMillisPerImage()),
                median(turns, turn -> served(turn, clients).load().quantileMillis(0.5)),
                median(turns, turn -> served(turn, clients).load().quantileMillis(0.95)),
                median(turns, turn -> served(turn, clients).load().quantileMillis(0.99)),
                median(turns, turn -> served(turn, clients).processorMillisOfAll()));
    }

    private static Served served(Turn turn, int clients) {
        Served served = turn.served().get(clients);
        if (served == null) {
            throw new IllegalStateException("A turn without " + clients + " clients");
        }
        return served;
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
