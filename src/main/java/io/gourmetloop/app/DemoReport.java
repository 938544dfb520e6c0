package io.gourmetloop.app;

import io.gourmetloop.app.DemoUsers.Answered;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the server estimates, beside the truth: since its version serves, and before and since the photos changed. */
final class DemoReport {
    private static final List<String> ORDER = List.of("naive", "random_only", "difference", "hajek", "cbpe");
    private static final String EVER = "/api/v1/accuracy/reasons";

    private final ApiClient server;
    private final PrintStream out;

    DemoReport(ApiClient server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    void print(List<Answered> answered, int labelled) {
        out.printf(Locale.ROOT, "%n%d photos answered, %d tasks labelled%n", answered.size(), labelled);
        JsonObject ever = window(EVER);
        print("accuracy in production", ever, answered);
        answered.stream()
                .filter(photo -> photo.photo().dark())
                .map(Answered::at)
                .min(Comparator.naturalOrder())
                .ifPresent(change -> printBoth(answered, change));
        others(ever.getLong("answered") - answered.size());
    }

    private void printBoth(List<Answered> answered, Instant change) {
        Map<Boolean, List<Answered>> parts = answered.stream()
                .collect(Collectors.partitioningBy(photo -> !photo.at().isBefore(change)));
        print("before the photos changed", window(EVER + "?to=" + change), part(parts, false));
        print("since the photos changed", window(EVER + "?from=" + change), part(parts, true));
    }

    private static List<Answered> part(Map<Boolean, List<Answered>> parts, boolean since) {
        return Objects.requireNonNull(parts.get(since));
    }

    private JsonObject window(String path) {
        return server.get(path).getJsonObject("window");
    }

    private void print(String title, JsonObject window, List<Answered> answered) {
        if (answered.isEmpty()) {
            return;
        }
        double truth = answered.stream().filter(Answered::right).count() / (double) answered.size();
        out.printf(Locale.ROOT, "%n%-34s %8s   %-18s %s%n", title, "estimate", "95 % interval", "labels");
        ORDER.forEach(estimator -> print(estimator, window, truth));
        out.printf(Locale.ROOT, "%-34s %7.1f %%%n", "truth (known to this demo alone)", 100 * truth);
        if (window.getBoolean("provisional")) {
            out.printf(
                    "provisional: %d of %d blind tasks are labelled%n",
                    window.getInteger("blind_closed"), window.getInteger("blind_tasks"));
        }
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
