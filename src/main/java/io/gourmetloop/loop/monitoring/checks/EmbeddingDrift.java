package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.statistics.MeanDiscrepancy;
import io.gourmetloop.loop.monitoring.statistics.Tested;
import java.util.List;
import java.util.Random;

/** Whether photos look different to the model itself. */
final class EmbeddingDrift implements Check {
    private static final int LEAST = 50;
    private static final int MOST = 500;
    private static final int PERMUTATIONS = 1000;

    @Override
    public String name() {
        return "embedding_drift";
    }

    @Override
    public String title() {
        return "Embeddings";
    }

    @Override
    public String meaning() {
        return "Squared maximum mean discrepancy of the embeddings (Gaussian kernel, median width), with a p-value of "
                + PERMUTATIONS + " permutations, up to " + MOST + " photos a side.";
    }

    @Override
    public Rule rule() {
        return Rule.BELOW;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> before = Comparison.some(comparison.reference(), Comparison::isEmbedded, MOST);
        List<Example> now = Comparison.some(comparison.current(), Comparison::isEmbedded, MOST);
        return before.size() < LEAST || now.size() < LEAST
                ? NotEnough.onEachSide(LEAST, "embeddings", before.size(), now.size())
                : compare(before, now);
    }

    private static Finding compare(List<Example> before, List<Example> now) {
        Random random = Comparison.random();
        MeanDiscrepancy discrepancy = new MeanDiscrepancy(Comparison.embeddings(before), Comparison.embeddings(now));
        double[] byChance = discrepancy.byChance(PERMUTATIONS, random);
        Tested tested = discrepancy.test(byChance);
        String summary = "MMD² " + Numbers.text(tested.statistic()) + ", p " + Numbers.text(tested.pValue()) + ", "
                + before.size() + " photos against " + now.size();
        return Finding.of(tested.statistic(), summary)
                .tested(tested.pValue())
                .shownBy(Chart.histogram("MMD²", "by chance", byChance, "found", new double[] {tested.statistic()}))
                .seenOn(Exhibits.strangest(now, discrepancy.strangeness()));
    }
}
