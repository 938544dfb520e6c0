package io.gourmetloop.app.demo;

import io.gourmetloop.app.client.ApiClient;
import io.gourmetloop.app.demo.DemoUsers.Answered;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the server estimates, beside the truth: since its version serves, and before and since the photos changed. */
final class DemoReport {
    private static final List<String> ORDER = List.of("naive", "random_only", "difference", "hajek", "cbpe");
    private static final String FIGURES = "/api/v1/accuracy/reasons";

    private final ApiClient server;
    private final PrintStream out;

    DemoReport(ApiClient server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    void print(List<Answered> answered, int labeled) {
        out.printf(Locale.ROOT, "%n%d photos answered, %d tasks labeled%n", answered.size(), labeled);
        JsonObject ever = window(FIGURES);
        print("accuracy in production", ever, answered);
        answered.stream()
                .filter(photo -> photo.photo().dark())
                .map(Answered::at)
                .min(Comparator.naturalOrder())
                .ifPresent(change -> printBoth(answered, ever.getString("start"), change));
        others(ever.getLong("answered") - answered.size());
    }

    /** Both windows have ended, and close when their blind tasks are. */
    private void printBoth(List<Answered> answered, String start, Instant change) {
        List<Answered> before =
                answered.stream().filter(photo -> photo.at().isBefore(change)).toList();
        List<Answered> since =
                answered.stream().filter(photo -> !photo.at().isBefore(change)).toList();
        Instant end =
                Collections.max(since, Comparator.comparing(Answered::at)).at().plusMillis(1);
        print("before the photos changed", window(FIGURES + "?from=" + start + "&to=" + change), before);
        print("since the photos changed", window(FIGURES + "?from=" + change + "&to=" + end), since);
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
        int open = window.getInteger("blind_tasks") - window.getInteger("blind_closed");
        if (open > 0) {
            out.printf("provisional: %d of %d blind tasks wait%n", open, window.getInteger("blind_tasks"));
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
            out.printf(
                    "%nThe server had answered %s before: its figures speak of those, too.%n",
                    others == 1 ? "another photo" : others + " other photos");
        }
    }
}
