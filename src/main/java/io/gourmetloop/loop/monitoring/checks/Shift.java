package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.loop.monitoring.statistics.Holm;
import io.gourmetloop.loop.monitoring.statistics.KolmogorovSmirnov;
import io.gourmetloop.loop.monitoring.statistics.Quantiles;
import io.gourmetloop.loop.monitoring.statistics.Tested;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How a number is spread now and was before, over all photos or over those of a class. */
final class Shift {
    private final String subject;
    private final Measure measure;
    private final double[] before;
    private final double[] now;
    private final List<Example> current;
    private final Tested tested;

    /** {@code subject}: "Brightness", "Brightness of photos answered Soup". */
    Shift(String subject, Measure measure, List<Example> reference, List<Example> current) {
        this.subject = subject;
        this.measure = measure;
        this.before = measure.of(reference);
        this.now = measure.of(current);
        this.current = current;
        this.tested = KolmogorovSmirnov.test(before, now);
    }

    private record Adjusted(Shift shift, double pValue) {
        double statistic() {
            return shift.tested.statistic();
        }

        Detail detail() {
            return new Detail(shift.subject, statistic(), pValue, shift.change());
        }
    }

    /** The largest one that chance does not explain, with all others beside it; at least one is needed. */
    static Finding largest(List<Shift> shifts) {
        double[] pValues = Holm.adjusted(
                shifts.stream().mapToDouble(shift -> shift.tested.pValue()).toArray());
        List<Adjusted> largestFirst = IntStream.range(0, pValues.length)
                .mapToObj(i -> new Adjusted(shifts.get(i), pValues[i]))
                .sorted(Comparator.comparing((Adjusted shift) -> shift.pValue >= CheckSuite.SIGNIFICANCE)
                        .thenComparing(
                                Comparator.comparingDouble(Adjusted::statistic).reversed()))
                .toList();
        Adjusted largest = largestFirst.get(0);
        return Finding.of(largest.statistic(), largest.shift.subject + ": " + largest.shift.change())
                .tested(largest.pValue)
                .with(largestFirst.stream().map(Adjusted::detail).toList())
                .shownBy(Chart.histogram(largest.shift.subject, largest.shift.before, largest.shift.now))
                .seenOn(largest.shift.furthest());
    }

    private String change() {
        return "median " + Numbers.text(new Quantiles(before).median()) + " → "
                + Numbers.text(new Quantiles(now).median()) + ", KS " + Numbers.text(tested.statistic());
    }

    /** Photos of now that went furthest the way that the median went. */
    private List<Exhibit> furthest() {
        double middle = new Quantiles(before).median();
        double direction = new Quantiles(now).median() >= middle ? 1 : -1;
        Comparator<Example> far =
                Comparator.comparingDouble(example -> direction * (measure.of().applyAsDouble(example) - middle));
        return current.stream()
                .sorted(far.reversed())
                .limit(8)
                .map(example -> new Exhibit(
                        example.id(),
                        measure.name() + " " + Numbers.text(measure.of().applyAsDouble(example)) + ", answered "
                                + example.answer().label().text()))
                .toList();
    }
}
