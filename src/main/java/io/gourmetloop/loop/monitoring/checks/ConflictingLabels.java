package io.gourmetloop.loop.monitoring.checks;

import java.util.List;
import java.util.Objects;

/** Whether people called the same picture by two names. */
final class ConflictingLabels implements Check {
    private static final int LEAST = 2;

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
        return "Labelled photos that look like an earlier one with another label.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> labelled = comparison.all().stream()
                .filter(Example::labelled)
                .filter(Comparison::describes)
                .toList();
        if (labelled.size() < LEAST) {
            return NotEnough.inAll(LEAST, "labelled photos", labelled.size());
        }
        List<Twins.Pair> pairs = Twins.near(
                labelled,
                (earlier, later) -> !Objects.equals(
                        earlier.labelling().truth(), later.labelling().truth()));
        return Finding.of(
                        pairs.size(),
                        Numbers.count(pairs.size(), "photo") + " of " + labelled.size()
                                + " look like an earlier one with another label")
                .seenOn(pairs.stream().map(Twins.Pair::labelled).toList());
    }
}
