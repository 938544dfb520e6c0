package io.gourmetloop.app.client;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/** A run of the checks on a terminal, the worst first. */
public final class CheckTable {
    private static final List<String> ORDER = List.of("fail", "warn", "pass", "not_enough_data");
    private static final String LINE = "%-16s %-32s %s%n";

    private final PrintStream out;

    public CheckTable(PrintStream out) {
        this.out = out;
    }

    /** {@code run}: as the server tells it. */
    public void print(JsonObject run) {
        out.printf(
                "Checks of %s: %d reference photos, %d current photos%n%n",
                run.getString("model_version"),
                run.getJsonObject("reference").getInteger("photos"),
                run.getJsonObject("current").getInteger("photos"));
        out.printf(LINE, "STATUS", "CHECK", "FOUND");
        run.getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .sorted(Comparator.comparingInt(result -> ORDER.indexOf(result.getString("status"))))
                .forEach(this::line);
        if (run.getBoolean("blocks_training")) {
            out.printf("%nNo version may be trained until what blocks it is mended.%n");
        }
    }

    private void line(JsonObject result) {
        String status =
                result.getString("status").replace('_', ' ') + (result.getBoolean("blocking") ? ", blocks" : "");
        out.printf(LINE, status, result.getString("title"), result.getString("summary"));
    }
}
