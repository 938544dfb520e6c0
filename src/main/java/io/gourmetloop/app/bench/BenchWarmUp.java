package io.gourmetloop.app.bench;

import io.gourmetloop.app.bench.LoadGenerator.Load;
import java.io.PrintStream;
import java.util.Locale;

/** Many requests in a row until Java has compiled what it runs; they also show whether the server's memory grows. */
final class BenchWarmUp {
    private static final int STEPS = 10;

    private final BenchServer server;
    private final BenchRun run;
    private final PrintStream out;

    BenchWarmUp(BenchServer server, BenchRun run, PrintStream out) {
        this.server = server;
        this.run = run;
        this.out = out;
    }

    /** Prints rate and resident memory after each tenth of {@code requests}. */
    void run(int requests) {
        for (int step = 1; step <= STEPS && requests >= STEPS; step++) {
            Load load = run.load(requests / STEPS);
            out.printf(
                    Locale.ROOT,
                    "warming up: %,7d requests, %6.1f images/s, p99 %.1f ms, %d MB resident%n",
                    requests / STEPS * step,
                    load.perSecond(),
                    load.quantileMillis(0.99),
                    server.residentBytes() / 1_000_000);
        }
    }
}
