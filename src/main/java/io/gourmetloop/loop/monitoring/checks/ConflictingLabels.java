package io.gourmetloop.loop.monitoring.checks;

import java.util.Objects;

/** Whether people called the same picture by two names. */
final class ConflictingLabels implements Check {
    @Override
    public String name() {
        return "conflicting_labels";
    }

    @Override
    public String title() {
        return "Conflicting labels";
    }

    @Override
    public String meaning() {
        return "Labeled photos that look like an earlier one with another label.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        return Twins.amongLabeled(
                comparison,
                (earlier, later) -> !Objects.equals(
                        earlier.labeling().truth(), later.labeling().truth()),
                "an earlier one with another label",
                Twins.Pair::labeled);
    }
}
