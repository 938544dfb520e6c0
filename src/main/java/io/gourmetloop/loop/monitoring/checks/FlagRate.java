package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.statistics.ClassCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether users object more often than they did. */
final class FlagRate implements Check {
    private static final int LEAST = 50;
    private static final double MANY = 1000;

    @Override
    public String name() {
        return "flag_rate";
    }

    @Override
    public String title() {
        return "Objections of users";
    }

    @Override
    public String meaning() {
        return "How many more answers of 1,000 users object to than they did.";
    }

    @Override
    public Rule rule() {
        return Rule.BELOW;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> before = comparison.reference();
        List<Example> now = comparison.current();
        return before.size() < LEAST || now.size() < LEAST
                ? NotEnough.onEachSide(LEAST, "photos", before.size(), now.size())
                : compare(before, now);
    }

    private static Finding compare(List<Example> before, List<Example> now) {
        long[] old = counts(before);
        long[] recent = counts(now);
        double rateBefore = MANY * old[0] / before.size();
        double rateNow = MANY * recent[0] / now.size();
        return Finding.of(
                        Math.max(0, rateNow - rateBefore),
                        "Flagged of 1,000 answers: " + Numbers.text(rateBefore) + " → " + Numbers.text(rateNow))
                .tested(new ClassCounts(old, recent).cramersV().pValue())
                .seenOn(newestFlagged(now));
    }

    private static long[] counts(List<Example> examples) {
        long flagged = examples.stream()
                .filter(example -> example.labeling().flagged())
                .count();
        return new long[] {flagged, examples.size() - flagged};
    }

    private static List<Finding.Exhibit> newestFlagged(List<Example> examples) {
        List<Finding.Exhibit> flagged = new ArrayList<>(examples.stream()
                .filter(example -> example.labeling().flagged())
                .map(Exhibits::of)
                .toList());
        Collections.reverse(flagged);
        return flagged;
    }
}
