package io.gourmetloop.app;

import io.gourmetloop.app.DemoUsers.Answered;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the server estimates since its version serves, beside the truth. */
final class DemoReport {
    private static final List<String> ORDER = List.of("naive", "random_only", "difference", "hajek", "cbpe");

    private final PrintStream out;

    DemoReport(PrintStream out) {
        this.out = out;
    }

    void print(List<Answered> answered, int labelled, JsonObject accuracy) {
        JsonObject window = sinceActivation(accuracy);
        double truth = truth(answered);
        out.printf(Locale.ROOT, "%n%d photos answered, %d tasks labelled%n%n", answered.size(), labelled);
        out.printf(
                Locale.ROOT, "%-34s %8s   %-18s %s%n", "accuracy in production", "estimate", "95 % interval", "labels");
        ORDER.forEach(estimator -> print(estimator, window, truth));
        out.printf(Locale.ROOT, "%-34s %7.1f %%%n", "truth (known to this demo alone)", 100 * truth);
        others(window.getLong("answered") - answered.size());
    }

    private static double truth(List<Answered> answered) {
        return answered.stream().filter(Answered::right).count() / (double) answered.size();
    }

    private static JsonObject sinceActivation(JsonObject accuracy) {
        return accuracy.getJsonArray("windows").stream()
                .map(JsonObject.class::cast)
                .filter(window -> window.getString("kind").equals("activation"))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("The server has no estimates yet; see its jobs in the console"));
    }

    private void print(String name, JsonObject window, double truth) {
        window.getJsonArray("estimates").stream()
                .map(JsonObject.class::cast)
                .filter(estimate -> estimate.getString("estimator").equals(name) && estimate.getValue("value") != null)
                .forEach(estimate -> print(estimate, truth));
    }

    private void print(JsonObject estimate, double truth) {
        Double low = estimate.getDouble("low");
        Double high = estimate.getDouble("high");
        boolean hasInterval = low != null && high != null;
        String interval = hasInterval ? String.format(Locale.ROOT, "%.1f – %.1f %%", 100 * low, 100 * high) : "";
        String verdict = hasInterval ? (low <= truth && truth <= high ? "contains the truth" : "misses the truth") : "";
        out.printf(
                Locale.ROOT,
                "%-34s %7.1f %%   %-18s %-6d %s%n",
                title(estimate.getString("estimator")),
                100 * estimate.getDouble("value"),
                interval,
                estimate.getInteger("labels"),
                verdict);
    }

    private static String title(String estimator) {
        return switch (estimator) {
            case "naive" -> "naive mean of all labels";
            case "random_only" -> "random labels only";
            case "difference" -> "difference estimator";
            case "hajek" -> "weighted labels (Hájek)";
            case "cbpe" -> "without labels (CBPE)";
            default -> estimator;
        };
    }

    private void others(long others) {
        if (others > 0) {
            out.printf("%nThe server had answered %d other photos before: its figures speak of those, too.%n", others);
        }
    }
}
