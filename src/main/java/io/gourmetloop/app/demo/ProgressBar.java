package io.gourmetloop.app.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/** A bar that grows on a terminal, and a line each tenth elsewhere. Safe for several threads. */
final class ProgressBar {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final String title;
    private final int total;
    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private final AtomicInteger done = new AtomicInteger();

    ProgressBar(PrintStream out, String title, int total) {
        this.out = out;
        this.title = title;
        this.total = total;
    }

    void step() {
        int now = done.incrementAndGet();
        boolean tenth = now * 10 / total != (now - 1) * 10 / total;
        if (terminal) {
            draw(now);
        } else if (tenth) {
            out.printf(Locale.ROOT, "%-12s %3d %%  %d of %d%n", title, 100 * now / total, now, total);
        }
    }

    private synchronized void draw(int now) {
        int filled = WIDTH * now / total;
        out.printf(
                Locale.ROOT,
                "\r%-12s [%s%s] %d of %d",
                title,
                "█".repeat(filled),
                "·".repeat(WIDTH - filled),
                now,
                total);
        if (now == total) {
            out.println();
        }
        out.flush();
    }
}
