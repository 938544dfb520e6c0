package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Answers.Group;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Stratum.Coins;
import io.gourmetloop.loop.monitoring.Stratum.Draw;
import io.gourmetloop.loop.monitoring.Stratum.Judged;
import io.gourmetloop.loop.monitoring.Stratum.Sums;
import io.gourmetloop.loop.monitoring.WindowEvidence.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Golden values are summed by hand from the weights. */
class ConfusionTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Label EGG = new Label("Egg");
    private static final Label RICE = new Label("Rice");
    private static final Label SOUP = new Label("Soup");

    /** With one weight for all, shares are those of the plain matrix [[8,1,1],[2,6,2],[0,3,7]]. */
    @Test
    void labels_drawn_alike_give_the_plain_matrix() {
        long[][] counts = {{8, 1, 1}, {2, 6, 2}, {0, 3, 7}};
        Label[] labels = {EGG, RICE, SOUP};
        List<Stratum> strata = new ArrayList<>();
        for (int truth = 0; truth < 3; truth++) {
            for (int predicted = 0; predicted < 3; predicted++) {
                if (counts[truth][predicted] > 0) {
                    strata.add(labels(labels[truth], labels[predicted], counts[truth][predicted], 0.1));
                }
            }
        }
        Confusion confusion = Confusion.of(known(strata));
        assertThat(confusion.labels()).isEqualTo(30);
        assertThat(confusion.pairs()).hasSize(8);
        assertThat(pair(confusion, RICE, SOUP).labels()).isEqualTo(2);
        assertThat(pair(confusion, RICE, SOUP).share()).isCloseTo(2 / 30.0, EXACT);
        assertThat(pair(confusion, RICE, SOUP).ofTruth().value()).isCloseTo(0.2, EXACT);
        assertThat(value(ofClass(confusion, RICE).precision())).isCloseTo(0.6, EXACT);
        assertThat(value(ofClass(confusion, EGG).precision())).isCloseTo(0.8, EXACT);
        assertThat(value(ofClass(confusion, SOUP).recall())).isCloseTo(0.7, EXACT);
    }

    /** Eggs taken for rice are labeled at 1 in 2, eggs that were right at 1 in 10: 4 labels stand for 8 answers, 3 for 30. */
    @Test
    void each_label_weighs_as_many_answers_as_it_stands_for() {
        Confusion confusion = Confusion.of(known(List.of(labels(EGG, RICE, 4, 0.5), labels(EGG, EGG, 3, 0.1))));
        assertThat(value(ofClass(confusion, EGG).recall())).isCloseTo(30 / 38.0, EXACT);
        assertThat(pair(confusion, EGG, RICE).share()).isCloseTo(8 / 38.0, EXACT);
        double a = 30 / 38.0;
        double variance = (3 * 0.9 * 100 * (1 - a) * (1 - a) + 4 * 0.5 * 4 * a * a) / (38.0 * 38.0);
        Estimate recall = Objects.requireNonNull(ofClass(confusion, EGG).recall());
        assertThat(Objects.requireNonNull(recall.uncertainty()).effectiveSize())
                .isCloseTo(a * (1 - a) / variance, within(1e-9));
    }

    @Test
    void guided_labels_and_photos_that_nobody_can_tell_are_in_no_row() {
        Stratum guided = new Stratum(
                new Draw(Role.TRAIN, new Coins(0.1, 0.5, 0), SamplingStream.LOW_CONFIDENCE, false),
                new Judged(EGG, SOUP),
                4,
                new Sums(9, 4.5, 2.3));
        Confusion confusion = Confusion.of(known(List.of(labels(EGG, EGG, 6, 0.2), labels(null, EGG, 2, 0.2), guided)));
        assertThat(confusion.labels()).isEqualTo(8);
        assertThat(confusion.undecided()).isCloseTo(0.25, EXACT);
        assertThat(confusion.pairs()).extracting(Confusion.Pair::truth).containsOnly(EGG);
        Estimate precision = Objects.requireNonNull(ofClass(confusion, EGG).precision());
        assertThat(precision.bounds().low()).isCloseTo(0.75, EXACT);
        assertThat(precision.bounds().high()).isCloseTo(1, EXACT);
    }

    @Test
    void a_class_without_a_label_has_no_figure() {
        Confusion confusion = Confusion.of(known(List.of()));
        assertThat(confusion.classes()).hasSize(3).allMatch(each -> each.precision() == null && each.recall() == null);
        assertThat(confusion.pairs()).isEmpty();
    }

    /** Confidence 0.85 keeps 3 of 4, 0.45 keeps 1 of 2: the gaps .10 and .05 are weighed by 300 and 100 answers. */
    @Test
    void reliability_is_told_tenth_by_tenth_and_weighed_by_traffic() {
        Answers answers = new Answers(List.of(
                new Group(EGG, 8, new Traffic(300, 255)),
                new Group(SOUP, 4, new Traffic(100, 45)),
                new Group(SOUP, 2, new Traffic(50, 12))));
        List<Stratum> labels = List.of(tenth(8, EGG, 3), tenth(8, SOUP, 1), tenth(4, EGG, 1), tenth(4, SOUP, 1));
        Reliability reliability = Reliability.of(new Known(answers, labels));
        assertThat(reliability.tenths()).extracting(Reliability.Tenth::tenth).containsExactly(2, 4, 8);
        assertThat(reliability.tenths().get(0).accuracy()).isNull();
        assertThat(value(reliability.tenths().get(2).accuracy())).isCloseTo(0.75, EXACT);
        assertThat(reliability.expectedCalibrationError().orElseThrow())
                .isCloseTo((300 * 0.10 + 100 * 0.05) / 400, within(1e-9));
    }

    private static Stratum tenth(int tenth, Label truth, long n) {
        return new Stratum(
                new Draw(Role.EVAL, new Coins(0.1, 0, 0), SamplingStream.RANDOM, true),
                new Judged(EGG, truth),
                tenth,
                new Sums(n, 0, 0));
    }

    private static Known known(List<Stratum> strata) {
        List<Group> groups = List.of(
                new Group(EGG, 5, new Traffic(100, 50)),
                new Group(RICE, 5, new Traffic(100, 50)),
                new Group(SOUP, 5, new Traffic(100, 50)));
        return new Known(new Answers(groups), strata);
    }

    private static Stratum labels(@Nullable Label truth, Label predicted, long n, double rate) {
        return new Stratum(
                new Draw(Role.EVAL, new Coins(rate, 0, 0), SamplingStream.RANDOM, true),
                new Judged(predicted, truth),
                5,
                new Sums(n, 0.5 * n, 0.25 * n));
    }

    private static Confusion.Pair pair(Confusion confusion, Label truth, Label predicted) {
        return confusion.pairs().stream()
                .filter(pair -> pair.truth().equals(truth) && pair.predicted().equals(predicted))
                .findFirst()
                .orElseThrow();
    }

    private static Confusion.OfClass ofClass(Confusion confusion, Label label) {
        return confusion.classes().stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static double value(@Nullable Estimate estimate) {
        return Objects.requireNonNull(estimate).value();
    }
}
