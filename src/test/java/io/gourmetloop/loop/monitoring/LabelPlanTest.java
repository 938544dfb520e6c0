package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.loop.monitoring.Estimate.Uncertainty;
import io.gourmetloop.loop.monitoring.LabelPlan.Goal;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelPlanTest {
    private static final double[] WIDTHS = {0.05, 0.03, 0.02, 0.01};

    @Test
    void without_an_estimate_85_percent_and_random_labels_are_assumed() {
        LabelPlan plan = LabelPlan.of(Optional.empty(), WIDTHS);
        assertThat(plan.basis()).isNull();
        assertThat(plan.goals()).extracting(Goal::independent).containsExactly(196L, 545L, 1_225L, 4_899L);
        assertThat(plan.goals()).extracting(Goal::ofThisMix).containsExactly(196L, 545L, 1_225L, 4_899L);
    }

    @Test
    void labels_of_a_mix_are_worth_what_they_told_so_far() {
        LabelPlan plan = LabelPlan.of(Optional.of(figure(0.85, 400, 310)), 0.03);
        assertThat(plan.goals()).containsExactly(new Goal(0.03, 545, 704));
    }

    @Test
    void a_figure_of_100_percent_does_not_promise_that_no_label_is_needed() {
        assertThat(LabelPlan.of(Optional.of(figure(1, 40, 40)), 0.03)
                        .goals()
                        .get(0)
                        .independent())
                .isPositive();
    }

    private static Figure figure(double value, long labels, double effective) {
        Interval interval = new Interval(value - 0.04, Math.min(1, value + 0.04));
        Estimate estimate = new Estimate(value, Interval.point(value), labels, new Uncertainty(interval, effective));
        return new Figure(Estimator.DIFFERENCE, estimate, true);
    }
}
