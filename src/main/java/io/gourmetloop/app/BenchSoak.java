package io.gourmetloop.app;

import io.gourmetloop.app.LoadGenerator.Load;
import java.io.PrintStream;
import java.util.Locale;

/** Many requests in a row, to see whether the server's memory grows with them. */
final class BenchSoak {
    private static final int STEPS = 10;

    private final BenchServer server;
    private final BenchRun run;
    private final PrintStream out;

    BenchSoak(BenchServer server, BenchRun run, PrintStream out) {
        this.server = server;
        this.run = run;
        this.out = out;
    }

    /** Prints the resident memory now, and after each tenth of {@code requests}. */
    void print(int requests) {
        out.printf(Locale.ROOT, "resident memory: %d MB%n", megabytes());
        for (int step = 1; step <= STEPS && requests >= STEPS; step++) {
            Load load = run.load(requests / STEPS);
            out.printf(
                    Locale.ROOT,
                    "  %,9d requests more: %d MB, %.1f images/s, p99 %.1f ms%n",
                    requests / STEPS * step,
                    megabytes(),
                    load.perSecond(),
                    load.quantileMillis(0.99));
        }
    }

    private long megabytes() {
        return server.residentBytes() / 1_000_000;
    }
}
