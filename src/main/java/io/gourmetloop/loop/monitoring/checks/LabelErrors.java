package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.loop.monitoring.statistics.ConfidentLearning;
import io.gourmetloop.loop.monitoring.statistics.ConfidentLearning.Labeled;
import io.gourmetloop.loop.monitoring.statistics.ConfidentLearning.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Labels that are probably wrong, since the model is sure of another class. */
final class LabelErrors implements Check {
    private static final int LEAST = 50;

    @Override
    public String name() {
        return "label_errors";
    }

    @Override
    public String title() {
        return "Label errors";
    }

    @Override
    public String meaning() {
        return "Share of the labels of photos chosen at random that confident learning doubts: another class is as"
                + " probable as it usually is on its own photos. The model had not seen the photos when it answered.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        Labels classes = comparison.classes();
        List<Example> labeled = comparison.all().stream()
                .filter(example -> place(classes, example) >= 0)
                .filter(example -> example.answer().probabilities().size() == classes.size())
                .toList();
        int atRandom = (int) labeled.stream().filter(Example::labeledAtRandom).count();
        return atRandom < LEAST
                ? NotEnough.inAll(LEAST, "labels of photos chosen at random", atRandom)
                : finding(classes, labeled, atRandom);
    }

    private static Finding finding(Labels classes, List<Example> labeled, int atRandom) {
        ConfidentLearning learning = new ConfidentLearning(
                labeled.stream()
                        .map(example -> new Labeled(
                                place(classes, example), example.answer().probabilities()))
                        .toList(),
                classes.size());
        List<Suspect> suspects = learning.suspects();
        int doubtful = (int) suspects.stream()
                .filter(suspect -> labeled.get(suspect.example()).labeledAtRandom())
                .count();
        return Finding.of(
                        (double) doubtful / atRandom,
                        Numbers.count(doubtful, "label") + " of " + atRandom + " chosen at random are doubtful, "
                                + suspects.size() + " of all " + labeled.size())
                .with(confusions(classes, learning.confidentJoint()))
                .seenOn(suspects.stream()
                        .map(suspect -> exhibit(classes, labeled, suspect))
                        .toList());
    }

    private static Exhibit exhibit(Labels classes, List<Example> labeled, Suspect suspect) {
        Example example = labeled.get(suspect.example());
        return new Exhibit(
                example.id(),
                "labeled " + example.labeling().truth() + ", looks like "
                        + classes.at(suspect.likely()).text());
    }

    /** Off the diagonal, the most frequent first. */
    private static List<Detail> confusions(Labels classes, int[][] joint) {
        List<Detail> confusions = new ArrayList<>();
        for (int i = 0; i < joint.length; i++) {
            for (int j = 0; j < joint.length; j++) {
                if (i != j && joint[i][j] > 0) {
                    String subject =
                            classes.at(i).text() + " → " + classes.at(j).text();
                    confusions.add(new Detail(subject, joint[i][j], null, "labels"));
                }
            }
        }
        confusions.sort((one, other) -> Double.compare(other.value(), one.value()));
        return confusions;
    }

    private static int place(Labels classes, Example example) {
        Label truth = example.labeling().truth();
        return truth == null ? -1 : classes.inOrder().indexOf(Objects.requireNonNull(truth));
    }
}
