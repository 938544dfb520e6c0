package io.gourmetloop.loop.monitoring.checks;

import java.util.List;

/** Whether the model is more or less sure than it was. */
final class ConfidenceDrift implements Check {
    private static final int LEAST = 30;

    @Override
    public String name() {
        return "confidence_drift";
    }

    @Override
    public String title() {
        return "Confidence";
    }

    @Override
    public String meaning() {
        return "Kolmogorov–Smirnov distance of the confidence of the answers between both sides: the model meets"
                + " photos that suit it less, or better.";
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
                : Shift.largest(List.of(new Shift("Confidence", Measure.CONFIDENCE, before, now)));
    }
}
