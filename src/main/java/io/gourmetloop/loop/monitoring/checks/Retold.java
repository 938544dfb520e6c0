package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import java.util.List;

/** What a version answered when it was shown a photo again, changed in a way that leaves the dish what it is. */
public record Retold(Change change, Example before, Label label, double confidence) {
    /** {@code strong}: whether as much as one can bear, or only a little. */
    public record Change(String kind, boolean strong) {
        @Override
        public String toString() {
            return (strong ? "strong " : "mild ") + kind.replace('_', ' ');
        }
    }

    boolean agrees() {
        return before.answer().label().equals(label);
    }

    /** Share of the answers that stayed the same. */
    static double agreement(List<Retold> answers) {
        return answers.stream().filter(Retold::agrees).count() / (double) answers.size();
    }

    /** Mean squared change of the confidence, whatever the class. */
    static double confidenceChange(List<Retold> answers) {
        return answers.stream()
                .mapToDouble(
                        answer -> answer.confidence - answer.before.answer().confidence())
                .map(change -> change * change)
                .average()
                .orElse(0);
    }
}
