package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.Finding;
import io.gourmetloop.loop.monitoring.checks.Status;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators of failed checks, with the photos that show it. */
final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private Alerts() {}

    static void tell(CheckReport report) {
        report.results().stream()
                .filter(result -> result.status() == Status.FAIL)
                .forEach(result -> LOG.warn(
                        "Check '{}' failed: {} (report: /console/drift?run={}; photos: {})",
                        result.name(),
                        result.outcome().summary(),
                        report.run().id(),
                        photos(result)));
    }

    private static String photos(CheckResult result) {
        return result.outcome() instanceof Finding finding
                ? finding.photos().stream().map(photo -> photo.id().toString()).collect(Collectors.joining(" "))
                : "";
    }
}
