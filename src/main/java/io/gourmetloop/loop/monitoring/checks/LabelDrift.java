package io.gourmetloop.loop.monitoring.checks;

import java.util.List;
import java.util.Objects;

/** Whether users photograph other dishes than they did, whatever the model says. */
final class LabelDrift implements Check {
    private static final int LEAST = 50;

    @Override
    public String name() {
        return "label_drift";
    }

    @Override
    public String title() {
        return "True classes";
    }

    @Override
    public String meaning() {
        return "Bias-corrected Cramér's V of the classes that people gave to photos chosen at random, between both"
                + " sides.";
    }

    @Override
    public Rule rule() {
        return Rule.BELOW;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> before =
                comparison.reference().stream().filter(Example::labeledAtRandom).toList();
        List<Example> now =
                comparison.current().stream().filter(Example::labeledAtRandom).toList();
        return before.size() < LEAST || now.size() < LEAST
                ? NotEnough.onEachSide(LEAST, "labels of photos chosen at random", before.size(), now.size())
                : new ClassShares(
                                comparison.classes(),
                                before,
                                now,
                                example -> Objects.requireNonNull(
                                        example.labeling().truth()))
                        .finding();
    }
}
