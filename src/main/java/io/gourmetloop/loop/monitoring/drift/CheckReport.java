package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.Status;
import java.util.List;

/** A run with all that its checks found, in their order. */
public record CheckReport(CheckRun run, List<CheckResult> results) {
    public CheckReport {
        results = List.copyOf(results);
    }

    public long count(Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }
}
