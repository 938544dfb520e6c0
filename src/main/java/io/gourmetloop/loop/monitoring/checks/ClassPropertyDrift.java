package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import java.util.List;
import java.util.stream.Stream;

/** The same class by class: what happens to the photos of one class drowns in those of all. */
final class ClassPropertyDrift implements Check {
    private static final int LEAST = 15;

    @Override
    public String name() {
        return "class_property_drift";
    }

    @Override
    public String title() {
        return "Picture properties of a class";
    }

    @Override
    public String meaning() {
        return "Largest Kolmogorov–Smirnov distance of a picture property between both sides, among the photos that"
                + " were answered with the same class.";
    }

    @Override
    public Rule rule() {
        return Rule.BELOW;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Shift> shifts = comparison.classes().inOrder().stream()
                .flatMap(label -> shifts(comparison, label))
                .toList();
        return shifts.isEmpty()
                ? new NotEnough("Needs " + LEAST + " described photos of a class on each side; no class has them")
                : Shift.largest(shifts);
    }

    private static Stream<Shift> shifts(Comparison comparison, Label label) {
        List<Example> before = of(comparison.reference(), label);
        List<Example> now = of(comparison.current(), label);
        return before.size() < LEAST || now.size() < LEAST
                ? Stream.empty()
                : Measure.OF_PICTURES.stream()
                        .map(measure -> new Shift(
                                measure.name() + " of photos answered " + label.text(), measure, before, now));
    }

    private static List<Example> of(List<Example> examples, Label label) {
        return examples.stream()
                .filter(Comparison::describes)
                .filter(example -> example.answer().label().equals(label))
                .toList();
    }
}
