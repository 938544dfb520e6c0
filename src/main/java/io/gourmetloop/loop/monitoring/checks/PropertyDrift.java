package io.gourmetloop.loop.monitoring.checks;

import java.util.List;

/** Whether pictures look different now: darker, sharper, of another shape. */
final class PropertyDrift implements Check {
    private static final int LEAST = 30;

    @Override
    public String name() {
        return "property_drift";
    }

    @Override
    public String title() {
        return "Picture properties";
    }

    @Override
    public String meaning() {
        return "Largest Kolmogorov–Smirnov distance of a picture property between both sides: cameras, apps or light"
                + " changed.";
    }

    @Override
    public Rule rule() {
        return Rule.BELOW;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> before =
                comparison.reference().stream().filter(Comparison::describes).toList();
        List<Example> now =
                comparison.current().stream().filter(Comparison::describes).toList();
        return before.size() < LEAST || now.size() < LEAST
                ? NotEnough.onEachSide(LEAST, "described photos", before.size(), now.size())
                : Shift.largest(Measure.OF_PICTURES.stream()
                        .map(measure -> new Shift(measure.name(), measure, before, now))
                        .toList());
    }
}
