package io.gourmetloop.loop.monitoring.checks;

import java.util.List;

/** Whether the model answers other classes than it did. */
final class PredictionDrift implements Check {
    private static final int LEAST = 50;

    @Override
    public String name() {
        return "prediction_drift";
    }

    @Override
    public String title() {
        return "Answered classes";
    }

    @Override
    public String meaning() {
        return "Bias-corrected Cramér's V of the answered classes between both sides, beside the population stability"
                + " index.";
    }

    @Override
    public Rule rule() {
        return Rule.BELOW;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> before = comparison.reference();
        List<Example> now = comparison.current();
        return before.size() < LEAST || now.size() < LEAST
                ? NotEnough.onEachSide(LEAST, "photos", before.size(), now.size())
                : new ClassShares(
                                comparison.classes(),
                                before,
                                now,
                                example -> example.answer().label())
                        .finding();
    }
}
