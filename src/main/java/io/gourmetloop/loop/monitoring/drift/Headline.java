package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.loop.monitoring.checks.Status;
import java.util.stream.Collectors;

/** A report in a line. */
final class Headline {
    private Headline() {}

    static String of(CheckReport report) {
        String counts = report.count(Status.FAIL) + " failed, " + report.count(Status.WARN) + " warn, "
                + report.count(Status.PASS) + " passed, " + report.count(Status.NOT_ENOUGH_DATA) + " lack data";
        String failed = report.results().stream()
                .filter(result -> result.status() == Status.FAIL)
                .map(result -> result.title())
                .collect(Collectors.joining(", "));
        return failed.isEmpty() ? counts : counts + " (" + failed + ")";
    }
}
