package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether some classes have too few labels to be learnt. */
final class ClassImbalance implements Check {
    private static final int LEAST_OF_A_CLASS = 5;

    @Override
    public String name() {
        return "class_imbalance";
    }

    @Override
    public String title() {
        return "Class imbalance";
    }

    @Override
    public String meaning() {
        return "Labels of the least frequent class, divided by those of the most frequent one.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_LEAST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> labeled =
                comparison.all().stream().filter(Example::labeled).toList();
        int least = LEAST_OF_A_CLASS * comparison.classes().size();
        return labeled.size() < least
                ? NotEnough.inAll(least, "labels", labeled.size())
                : finding(counts(comparison, labeled));
    }

    private static Map<String, Integer> counts(Comparison comparison, List<Example> labeled) {
        Map<String, Integer> counts = new TreeMap<>();
        comparison.classes().inOrder().stream().map(Label::text).forEach(label -> counts.put(label, 0));
        labeled.forEach(
                example -> counts.merge(String.valueOf(example.labeling().truth()), 1, Integer::sum));
        return counts;
    }

    private static Finding finding(Map<String, Integer> counts) {
        int most = Collections.max(counts.values());
        Map.Entry<String, Integer> least = Collections.min(counts.entrySet(), Map.Entry.comparingByValue());
        double total = counts.values().stream().mapToInt(Integer::intValue).sum();
        return Finding.of(
                        (double) least.getValue() / most,
                        least.getKey() + " has " + Numbers.count(least.getValue(), "label")
                                + ", the most frequent class " + most)
                .with(counts.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                        .map(entry -> new Detail(entry.getKey(), entry.getValue(), null, "labels"))
                        .toList())
                .shownBy(new Chart(
                        "class",
                        "even",
                        "labels",
                        counts.entrySet().stream()
                                .map(entry ->
                                        new Chart.Bar(entry.getKey(), 1.0 / counts.size(), entry.getValue() / total))
                                .toList()));
    }
}
