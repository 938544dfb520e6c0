package io.gourmetloop.loop.monitoring.checks;

/** Whether pictures that measure look like pictures that train. */
final class TrainTestLeakage implements Check {
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
        return "Labeled photos that look like an earlier one of the other role: what was trained on must not measure.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        return Twins.amongLabeled(
                comparison,
                (earlier, later) ->
                        earlier.labeling().role() != later.labeling().role(),
                "one of the other role",
                Twins.Pair::exhibit);
    }
}
