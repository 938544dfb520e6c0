package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.loop.monitoring.statistics.ClassCounts;
import io.gourmetloop.loop.monitoring.statistics.Tested;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** How often each class occurs before and now. */
final class ClassShares {
    private final List<Label> labels;
    private final List<Example> before;
    private final List<Example> now;
    private final Function<Example, Label> label;

    /** {@code label}: that which is counted of an example. Classes that the version does not know come last. */
    ClassShares(Labels classes, List<Example> before, List<Example> now, Function<Example, Label> label) {
        Set<Label> known = new LinkedHashSet<>(classes.inOrder());
        Stream.concat(before.stream(), now.stream()).map(label).forEach(known::add);
        this.labels = List.copyOf(known);
        this.before = before;
        this.now = now;
        this.label = label;
    }

    private record Share(Label label, double before, double now) {
        double growth() {
            return now - before;
        }

        Detail detail() {
            return new Detail(label.text(), growth(), null, Numbers.percent(before) + " → " + Numbers.percent(now));
        }
    }

    Finding finding() {
        ClassCounts counts = new ClassCounts(counts(before), counts(now));
        Tested tested = counts.cramersV();
        List<Share> shares = shares();
        List<Share> mostMoved = shares.stream()
                .sorted(Comparator.comparingDouble((Share share) -> Math.abs(share.growth()))
                        .reversed())
                .toList();
        Share first = mostMoved.get(0);
        String summary = first.label.text() + " moved most: " + Numbers.percent(first.before) + " → "
                + Numbers.percent(first.now) + "; Cramér's V " + Numbers.text(tested.statistic()) + ", PSI "
                + Numbers.text(counts.populationStability());
        return Finding.of(tested.statistic(), summary)
                .tested(tested.pValue())
                .with(mostMoved.stream().map(Share::detail).toList())
                .shownBy(new Chart("class", Chart.REFERENCE, Chart.NOW, bars(shares)))
                .seenOn(ofTheGrown(shares));
    }

    private List<Share> shares() {
        long[] old = counts(before);
        long[] recent = counts(now);
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < old.length; i++) {
            shares.add(new Share(labels.get(i), (double) old[i] / before.size(), (double) recent[i] / now.size()));
        }
        return shares;
    }

    private static List<Chart.Bar> bars(List<Share> shares) {
        return shares.stream()
                .map(share -> new Chart.Bar(share.label.text(), share.before, share.now))
                .toList();
    }

    /** The newest photos of the class that grew most. */
    private List<Exhibit> ofTheGrown(List<Share> shares) {
        Label grown =
                shares.stream().max(Comparator.comparingDouble(Share::growth)).orElseThrow().label;
        List<Exhibit> photos = new ArrayList<>();
        for (int i = now.size() - 1; i >= 0; i--) {
            if (label.apply(now.get(i)).equals(grown)) {
                photos.add(new Exhibit(now.get(i).id(), grown.text()));
            }
        }
        return photos;
    }

    private long[] counts(List<Example> examples) {
        long[] counts = new long[labels.size()];
        examples.forEach(example -> counts[labels.indexOf(label.apply(example))]++);
        return counts;
    }
}
