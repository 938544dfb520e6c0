package io.gourmetloop.loop.monitoring.checks;

import org.jspecify.annotations.Nullable;

/**
 * What a check found, judged by its limits. {@code pValue} is corrected for the number of tests of the whole run.
 * {@code blocking}: the check failed, and no version may be trained until that is mended.
 */
public record CheckResult(
        String name,
        String title,
        String meaning,
        Status status,
        Limits limits,
        @Nullable Double pValue,
        CheckOutcome outcome) {
    public record Limits(Rule rule, double warn, double fail, boolean blocksTraining) {
        Status judge(double value) {
            if (!rule.holds(value, fail)) {
                return Status.FAIL;
            }
            return rule.holds(value, warn) ? Status.PASS : Status.WARN;
        }
    }

    public boolean blocking() {
        return status == Status.FAIL && limits.blocksTraining;
    }

    /** Null where there is not enough data. */
    public @Nullable Double value() {
        return outcome instanceof Finding finding ? finding.value() : null;
    }
}
