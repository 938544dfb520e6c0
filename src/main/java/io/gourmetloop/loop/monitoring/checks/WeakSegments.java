package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.statistics.ClassCounts;
import io.gourmetloop.loop.monitoring.statistics.Holm;
import io.gourmetloop.loop.monitoring.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whether the model is worse on a kind of photos: dark ones, those of a class. */
final class WeakSegments implements Check {
    private static final int LEAST = 100;
    private static final int LEAST_IN_SEGMENT = 10;
    private static final double LEAST_SHARE = 0.05;
    private static final int QUARTERS = 4;
    private static final List<String> NAMES = List.of("lowest", "second", "third", "highest");

    @Override
    public String name() {
        return "weak_segments";
    }

    @Override
    public String title() {
        return "Weak segments";
    }

    @Override
    public String meaning() {
        return "Accuracy on the weakest segment, divided by that of all photos that were labeled at random. Segments"
                + " are the quarters of each picture property, and the classes.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_LEAST;
    }

    private record Segment(String name, List<Example> examples) {
        double accuracy() {
            return (double) right() / examples.size();
        }

        long right() {
            return examples.stream().filter(Example::answeredRight).count();
        }

        /** Of right and wrong answers in here and elsewhere. */
        double pValue(Segment all) {
            long right = right();
            long others = all.right() - right;
            return new ClassCounts(
                            new long[] {right, examples.size() - right},
                            new long[] {others, all.examples.size() - examples.size() - others})
                    .cramersV()
                    .pValue();
        }
    }

    private record Weakness(Segment segment, double ratio, double pValue) {
        Detail detail() {
            return new Detail(
                    segment.name,
                    ratio,
                    pValue,
                    Numbers.percent(segment.accuracy()) + " of " + segment.examples.size());
        }
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> labeled = comparison.all().stream()
                .filter(Example::labeledAtRandom)
                .filter(Comparison::describes)
                .toList();
        if (labeled.size() < LEAST) {
            return NotEnough.inAll(LEAST, "labels of photos chosen at random", labeled.size());
        }
        Segment all = new Segment("all", labeled);
        List<Segment> segments = segments(comparison, labeled);
        return segments.isEmpty() || all.right() == 0
                ? new NotEnough("No segment has " + LEAST_IN_SEGMENT + " labels, or no answer is right")
                : finding(all, weakest(all, segments));
    }

    private static Finding finding(Segment all, List<Weakness> weakestFirst) {
        Weakness weakest = weakestFirst.get(0);
        return Finding.of(
                        weakest.ratio,
                        weakest.segment.name + ": " + Numbers.percent(weakest.segment.accuracy()) + " right, of all "
                                + Numbers.percent(all.accuracy()))
                .tested(weakest.pValue)
                .with(weakestFirst.stream().map(Weakness::detail).toList())
                .seenOn(weakest.segment.examples.stream()
                        .filter(example -> !example.answeredRight())
                        .map(Exhibits::labeled)
                        .toList());
    }

    /** The weakest that chance does not explain first. */
    private static List<Weakness> weakest(Segment all, List<Segment> segments) {
        double[] pValues = Holm.adjusted(
                segments.stream().mapToDouble(segment -> segment.pValue(all)).toArray());
        return IntStream.range(0, pValues.length)
                .mapToObj(i -> new Weakness(segments.get(i), segments.get(i).accuracy() / all.accuracy(), pValues[i]))
                .sorted(Comparator.comparing((Weakness weakness) -> weakness.pValue >= CheckSuite.SIGNIFICANCE)
                        .thenComparingDouble(Weakness::ratio))
                .toList();
    }

    private static List<Segment> segments(Comparison comparison, List<Example> labeled) {
        List<Segment> segments = new ArrayList<>();
        Measure.OF_PICTURES.forEach(measure -> addQuarters(segments, measure, labeled));
        comparison.classes().inOrder().forEach(label -> segments.add(ofClass(label, labeled)));
        int least = Math.max(LEAST_IN_SEGMENT, (int) Math.ceil(LEAST_SHARE * labeled.size()));
        return segments.stream()
                .filter(segment -> segment.examples.size() >= least && segment.examples.size() < labeled.size())
                .toList();
    }

    private static Segment ofClass(Label label, List<Example> labeled) {
        return new Segment(
                "labeled " + label.text(),
                labeled.stream()
                        .filter(example -> label.equals(example.labeling().truth()))
                        .toList());
    }

    private static void addQuarters(List<Segment> segments, Measure measure, List<Example> labeled) {
        Quantiles quantiles = new Quantiles(measure.of(labeled));
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            double low = quarter == 0 ? Double.NEGATIVE_INFINITY : quantiles.at(quarter / 4.0);
            double high = quarter == QUARTERS - 1 ? Double.POSITIVE_INFINITY : quantiles.at((quarter + 1) / 4.0);
            segments.add(new Segment(
                    measure.name() + ", " + NAMES.get(quarter) + " quarter",
                    labeled.stream()
                            .filter(example -> between(measure.of().applyAsDouble(example), low, high))
                            .toList()));
        }
    }

    private static boolean between(double value, double low, double high) {
        return value > low && value <= high;
    }
}
