package io.gourmetloop.loop.monitoring.checks;

import java.util.List;

/** Whether pictures that measure look like pictures that train. */
final class TrainTestLeakage implements Check {
    private static final int LEAST = 2;

    @Override
    public String name() {
        return "train_test_leakage";
    }

    @Override
    public String title() {
        return "Train–test leakage";
    }

    @Override
    public String meaning() {
        return "Labelled photos that look like an earlier one of the other role: what was trained on must not measure.";
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
                (earlier, later) ->
                        earlier.labelling().role() != later.labelling().role());
        return Finding.of(
                        pairs.size(),
                        Numbers.count(pairs.size(), "photo") + " of " + labelled.size()
                                + " look like one of the other role")
                .seenOn(pairs.stream().map(Twins.Pair::exhibit).toList());
    }
}
