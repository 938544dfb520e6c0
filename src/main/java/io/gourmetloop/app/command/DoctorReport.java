package io.gourmetloop.app.command;

import io.gourmetloop.doctor.Examination;
import io.gourmetloop.doctor.Examination.Result;
import io.gourmetloop.doctor.Finding;
import io.gourmetloop.doctor.Finding.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the doctor found, for people and for programs. */
record DoctorReport(List<Result> results) {
    private static final String LINE = "%-24s %-9s %s%n";

    boolean isHealthy() {
        return Examination.isHealthy(results);
    }

    /** A line for each check, what to do about it in the next one, and a line that counts them. */
    String table() {
        return String.format(LINE, "CHECK", "", "FOUND")
                + results.stream().map(DoctorReport::lines).collect(Collectors.joining())
                + System.lineSeparator()
                + summary()
                + System.lineSeparator();
    }

    private static String lines(Result result) {
        Finding finding = result.finding();
        String first = String.format(LINE, result.check(), shown(finding.verdict()), finding.told());
        return finding.remedy().isBlank() ? first : first + String.format(LINE, "", "", "→ " + finding.remedy());
    }

    /** What needs somebody is seen at a glance, without colors. */
    private static String shown(Verdict verdict) {
        return switch (verdict) {
            case FAILED, WARNING -> verdict.name();
            case OK, SKIPPED, NOT_USED -> verdict.text();
        };
    }

    private String summary() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> count(verdict) > 0)
                .map(verdict -> count(verdict) + " " + verdict.text())
                .collect(Collectors.joining(", "));
    }

    private long count(Verdict verdict) {
        return results.stream()
                .filter(result -> result.finding().verdict() == verdict)
                .count();
    }

    String json() {
        JsonArray checks = new JsonArray();
        results.forEach(result -> checks.add(new JsonObject()
                .put("check", result.check())
                .put("verdict", result.finding().verdict().name().toLowerCase(Locale.ROOT))
                .put("found", result.finding().told())
                .put("remedy", result.finding().remedy())));
        return new JsonObject()
                        .put("healthy", isHealthy())
                        .put("checks", checks)
                        .encodePrettily()
                + System.lineSeparator();
    }
}
