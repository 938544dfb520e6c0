package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Role;
import java.util.List;

/** Whether pictures train more than once, and so count more than others. */
final class TrainingDuplicates implements Check {
    @Override
    public String name() {
        return "training_duplicates";
    }

    @Override
    public String title() {
        return "Training duplicates";
    }

    @Override
    public String meaning() {
        return "Labeled photos for training whose pixels are those of an earlier one of them.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> training = comparison.all().stream()
                .filter(Example::labeled)
                .filter(example -> example.labeling().role() == Role.TRAIN)
                .filter(Comparison::describes)
                .toList();
        if (training.size() < Twins.LEAST_LABELED) {
            return NotEnough.inAll(Twins.LEAST_LABELED, "labeled photos for training", training.size());
        }
        List<Twins.Pair> again = Twins.exact(training);
        return Finding.of(again.size(), Numbers.photos(again.size(), training.size(), "comes again", "come again"))
                .seenOn(again.stream().map(Twins.Pair::exhibit).toList());
    }
}
