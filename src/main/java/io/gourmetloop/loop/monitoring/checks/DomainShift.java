package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.statistics.DomainClassifier;
import io.gourmetloop.loop.monitoring.statistics.Tested;
import java.util.List;

/** Whether a classifier can tell photos of now from those of before. */
final class DomainShift implements Check {
    private static final int LEAST = 50;
    private static final int MOST = 1500;

    @Override
    public String name() {
        return "domain_classifier";
    }

    @Override
    public String title() {
        return "Domain classifier";
    }

    @Override
    public String meaning() {
        return "max(2·AUC − 1, 0) of a classifier that tells both sides apart by their embeddings, cross-validated: 0"
                + " where they are alike, 1 where each photo tells its side.";
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
        DomainClassifier classifier =
                new DomainClassifier(Comparison.embeddings(before), Comparison.embeddings(now), Comparison.random());
        Tested tested = classifier.test();
        String summary = "Tells the sides apart with " + Numbers.text(tested.statistic()) + " of 1, " + before.size()
                + " photos against " + now.size();
        return Finding.of(tested.statistic(), summary)
                .tested(tested.pValue())
                .shownBy(Chart.histogram("score", classifier.familiarity(), classifier.strangeness()))
                .seenOn(Exhibits.strangest(now, classifier.strangeness()));
    }
}
