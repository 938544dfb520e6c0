package io.gourmetloop.loop.monitoring;

import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What intervals cost in labels. {@code basis} is the figure that the plan starts from; without one, an accuracy of 85 % is
 * assumed and labels are taken to be drawn at random.
 */
public record LabelPlan(@Nullable Figure basis, List<Goal> goals) {
    private static final double USUAL_ACCURACY = 0.85;
    private static final double LEAST_DOUBT = 0.005;

    public LabelPlan {
        goals = List.copyOf(goals);
    }

    /**
     * An interval of about {@code ± halfWidth}: so many independent labels would give it, and so many of the mix that comes
     * in now, of which each is worth {@code n_eff / labels} independent ones.
     */
    public record Goal(double halfWidth, long independent, long ofThisMix) {}

    static LabelPlan of(Optional<Figure> headline, double... halfWidths) {
        Optional<Figure> basis = headline.filter(figure -> figure.estimate().uncertainty() != null);
        double accuracy = basis.map(figure -> figure.estimate().value()).orElse(USUAL_ACCURACY);
        double worth = basis.map(LabelPlan::worthOfOneLabel).orElse(1.0);
        double certain = Math.max(LEAST_DOUBT, Math.min(1 - LEAST_DOUBT, accuracy));
        return new LabelPlan(
                basis.orElse(null),
                Arrays.stream(halfWidths)
                        .mapToObj(halfWidth -> goal(certain, halfWidth, worth))
                        .toList());
    }

    private static Goal goal(double accuracy, double halfWidth, double worth) {
        long independent = LabelBudget.labelsFor(accuracy, halfWidth);
        return new Goal(halfWidth, independent, (long) Math.ceil(independent / worth));
    }

    private static double worthOfOneLabel(Figure figure) {
        Estimate.Uncertainty uncertainty = figure.estimate().uncertainty();
        return uncertainty == null
                ? 1
                : uncertainty.effectiveSize() / figure.estimate().labels();
    }
}
