package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** How much was answered with which class and how confidently: what is known of all images without a label. */
record Answers(List<Group> groups) {
    Answers {
        groups = List.copyOf(groups);
    }

    /** Answers of one predicted class in one tenth of confidence. */
    record Group(Label label, int tenth, Traffic traffic) {}

    Traffic all() {
        return sum(group -> true);
    }

    Traffic of(Label label) {
        return sum(group -> group.label.equals(label));
    }

    Traffic ofTenth(int tenth) {
        return sum(group -> group.tenth == tenth);
    }

    /** The classes that were predicted, in order of their names. */
    List<Label> labels() {
        return groups.stream()
                .map(Group::label)
                .distinct()
                .sorted(Comparator.comparing(Label::text))
                .toList();
    }

    private Traffic sum(Predicate<Group> which) {
        return groups.stream().filter(which).map(Group::traffic).reduce(Traffic.NONE, Traffic::plus);
    }
}
