package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Finding.Verdict;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs checks one after the other, so that none disturbs another. */
public final class Examination {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Examination() {}

    public record Result(String check, Finding finding) {}

    /** A result for each check, in their order. Never fails. */
    public static Future<List<Result>> of(List<Check> checks) {
        Future<List<Result>> results = Future.succeededFuture(new ArrayList<>());
        for (Check check : checks) {
            results = results.compose(before -> look(check, before).map(finding -> {
                before.add(new Result(check.name(), finding));
                return before;
            }));
        }
        return results;
    }

    public static boolean isHealthy(List<Result> results) {
        return results.stream().noneMatch(result -> result.finding().verdict() == Verdict.FAILED);
    }

    private static Future<Finding> look(Check check, List<Result> before) {
        Optional<Result> missing = before.stream()
                .filter(result -> check.needs().contains(result.check()))
                .filter(result -> !result.finding().verdict().bears())
                .findFirst();
        return missing.map(result -> Future.succeededFuture(
                        Finding.skipped("not to be told before '" + result.check() + "' is right")))
                .orElseGet(() -> guarded(check));
    }

    private static Future<Finding> guarded(Check check) {
        return Future.succeededFuture(check)
                .compose(Check::run)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(e -> Finding.failed(Finding.reason(e), "see the logs of both sides"));
    }
}
