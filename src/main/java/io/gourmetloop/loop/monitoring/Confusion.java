package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.monitoring.WindowEvidence.Known;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which class was taken for which, as in production and not as among the labels: every blind label weighs as many answers
 * as it stands for. Images whose class nobody could tell are in no row; {@code undecided} has their share.
 */
public record Confusion(long answered, long labels, List<OfClass> classes, List<Pair> pairs, double undecided) {
    /** How many images of a true class there are, nobody knows: its shares are never exact. */
    private static final long NO_CENSUS = -1;

    public Confusion {
        classes = List.copyOf(classes);
        pairs = List.copyOf(pairs);
    }

    /** Answers that named a class; how many of them were right (precision), how many of the class were named so (recall). */
    public record OfClass(
            Label label,
            long answered,
            @Nullable Estimate precision,
            @Nullable Estimate recall) {}

    /**
     * Images of the class {@code truth} that were answered with {@code predicted}: their share of all answers, and of those
     * of the same truth. Pairs without a label are left out.
     */
    public record Pair(Label truth, Label predicted, long labels, double share, Estimate ofTruth) {}

    static Confusion of(Known known) {
        List<Stratum> blind = known.blind();
        List<Label> labels = labels(known, blind);
        double weight = Ratio.weight(blind);
        List<OfClass> classes =
                labels.stream().map(label -> ofClass(label, known, blind)).toList();
        List<Pair> pairs = new ArrayList<>();
        for (Label truth : labels) {
            List<Stratum> row = blind.stream().filter(truth(truth)).toList();
            labels.forEach(predicted -> pair(truth, predicted, row, weight).ifPresent(pairs::add));
        }
        double undecided = Ratio.weight(blind.stream()
                .filter(stratum -> stratum.outcome() == Outcome.UNDECIDED)
                .toList());
        return new Confusion(
                known.answers().all().answered(), count(blind), classes, pairs, weight == 0 ? 0 : undecided / weight);
    }

    private static List<Label> labels(Known known, List<Stratum> blind) {
        return Stream.concat(
                        known.answers().labels().stream(),
                        blind.stream()
                                .flatMap(stratum ->
                                        Stream.ofNullable(stratum.judged().truth())))
                .distinct()
                .sorted(Comparator.comparing(Label::text))
                .toList();
    }

    private static OfClass ofClass(Label label, Known known, List<Stratum> blind) {
        long answered = known.answers().of(label).answered();
        List<Stratum> column = blind.stream().filter(predicted(label)).toList();
        List<Stratum> row = blind.stream().filter(truth(label)).toList();
        return new OfClass(
                label,
                answered,
                Ratio.of(column, truth(label), answered).orElse(null),
                Ratio.of(row, predicted(label), NO_CENSUS).orElse(null));
    }

    private static Optional<Pair> pair(Label truth, Label predicted, List<Stratum> row, double weight) {
        List<Stratum> cell = row.stream().filter(predicted(predicted)).toList();
        return cell.isEmpty()
                ? Optional.empty()
                : Ratio.of(row, predicted(predicted), NO_CENSUS)
                        .map(ofTruth -> new Pair(truth, predicted, count(cell), Ratio.weight(cell) / weight, ofTruth));
    }

    private static long count(List<Stratum> strata) {
        return strata.stream().mapToLong(stratum -> stratum.sums().n()).sum();
    }

    private static Predicate<Stratum> truth(Label label) {
        return stratum -> label.equals(stratum.judged().truth());
    }

    private static Predicate<Stratum> predicted(Label label) {
        return stratum -> stratum.judged().predicted().equals(label);
    }
}
