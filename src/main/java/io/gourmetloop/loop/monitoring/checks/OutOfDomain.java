package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.statistics.Neighbors;
import io.gourmetloop.loop.monitoring.statistics.Quantiles;
import java.util.Arrays;
import java.util.List;

/** Whether photos come that are unlike all that the model is used to. */
final class OutOfDomain implements Check {
    private static final int LEAST_KNOWN = 100;
    private static final int LEAST = 20;
    private static final int MOST_KNOWN = 1000;
    private static final int NEIGHBORS = 10;
    private static final double USUAL = 0.99;

    @Override
    public String name() {
        return "out_of_domain";
    }

    @Override
    public String title() {
        return "Out of domain";
    }

    @Override
    public String meaning() {
        return "Share of the photos of now that lie further from their " + NEIGHBORS + " nearest reference photos than "
                + "99 % of the reference photos do, by their embeddings.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> known = Comparison.some(comparison.reference(), Comparison::isEmbedded, MOST_KNOWN);
        List<Example> now =
                comparison.current().stream().filter(Comparison::isEmbedded).toList();
        return known.size() < LEAST_KNOWN || now.size() < LEAST
                ? new NotEnough("Needs " + LEAST_KNOWN + " embeddings in the reference and " + LEAST
                        + " now; there are " + known.size() + " and " + now.size())
                : compare(known, now);
    }

    private static Finding compare(List<Example> known, List<Example> now) {
        Neighbors neighbors = new Neighbors(Comparison.embeddings(known), NEIGHBORS);
        double[] usual = neighbors.ownDistances();
        double limit = new Quantiles(usual).at(USUAL);
        double[] distances = Comparison.embeddings(now).stream()
                .mapToDouble(neighbors::distance)
                .toArray();
        long far = Arrays.stream(distances).filter(distance -> distance > limit).count();
        return Finding.of(
                        (double) far / distances.length,
                        Numbers.photos(far, distances.length, "lies beyond ", "lie beyond ") + Numbers.text(limit))
                .shownBy(Chart.histogram("distance", usual, distances))
                .seenOn(Exhibits.strangest(now, distances));
    }
}
