package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import java.util.List;
import java.util.Optional;

/** Whether people see classes that the model cannot answer. */
final class NewLabels implements Check {
    private static final int LEAST = 20;

    @Override
    public String name() {
        return "new_labels";
    }

    @Override
    public String title() {
        return "New classes";
    }

    @Override
    public String meaning() {
        return "Share of the labels that name a class which the version does not know.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> labeled =
                comparison.current().stream().filter(Example::labeled).toList();
        if (labeled.size() < LEAST) {
            return NotEnough.inAll(LEAST, "labels now", labeled.size());
        }
        List<Example> unknown = labeled.stream()
                .filter(example -> isUnknown(comparison, example))
                .toList();
        return Finding.of(
                        (double) unknown.size() / labeled.size(),
                        Numbers.count(unknown.size(), "label") + " of " + labeled.size()
                                + " name a class that the version does not know")
                .seenOn(unknown.stream().map(Exhibits::labeled).toList());
    }

    private static boolean isUnknown(Comparison comparison, Example example) {
        return Optional.ofNullable(example.labeling().truth())
                .map(Label::text)
                .filter(text -> comparison.classes().find(text).isEmpty())
                .isPresent();
    }
}
