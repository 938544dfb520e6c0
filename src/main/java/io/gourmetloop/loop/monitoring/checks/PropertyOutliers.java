package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.statistics.Quantiles;
import io.gourmetloop.loop.monitoring.statistics.Quantiles.Fences;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Whether more photos than before look very unlike the others. */
final class PropertyOutliers implements Check {
    private static final int LEAST = 10;

    @Override
    public String name() {
        return "property_outliers";
    }

    @Override
    public String title() {
        return "Outliers of picture properties";
    }

    @Override
    public String meaning() {
        return "How much larger the share of photos is that lie beyond the fences of a picture property (quartiles ∓"
                + " 1.5 times their distance, of the reference) than it was.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    private record Outliers(Measure measure, Fences fences, double before, double now) {
        double growth() {
            return Math.max(0, now - before);
        }

        String text() {
            return Numbers.percent(before) + " → " + Numbers.percent(now) + " beyond " + Numbers.text(fences.low())
                    + " to " + Numbers.text(fences.high());
        }
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> before =
                comparison.reference().stream().filter(Comparison::describes).toList();
        List<Example> now =
                comparison.current().stream().filter(Comparison::describes).toList();
        return before.size() < LEAST || now.size() < LEAST
                ? NotEnough.onEachSide(LEAST, "described photos", before.size(), now.size())
                : compare(before, now);
    }

    private static Finding compare(List<Example> before, List<Example> now) {
        List<Outliers> most = Measure.OF_PICTURES.stream()
                .map(measure -> outliers(measure, before, now))
                .sorted(Comparator.comparingDouble(Outliers::growth).reversed())
                .toList();
        Outliers first = most.get(0);
        return Finding.of(first.growth(), first.measure.name() + ": " + first.text())
                .with(most.stream()
                        .map(outliers -> new Detail(outliers.measure.name(), outliers.growth(), null, outliers.text()))
                        .toList())
                .shownBy(Chart.histogram(first.measure.name(), first.measure.of(before), first.measure.of(now)))
                .seenOn(now.stream()
                        .filter(example ->
                                first.fences.shutOut(first.measure.of().applyAsDouble(example)))
                        .map(Exhibits::of)
                        .toList());
    }

    private static Outliers outliers(Measure measure, List<Example> before, List<Example> now) {
        Fences fences = new Quantiles(measure.of(before)).fences();
        return new Outliers(measure, fences, share(fences, measure.of(before)), share(fences, measure.of(now)));
    }

    private static double share(Fences fences, double[] values) {
        return Arrays.stream(values).filter(fences::shutOut).count() / (double) values.length;
    }
}
