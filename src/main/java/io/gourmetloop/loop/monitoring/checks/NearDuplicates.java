package io.gourmetloop.loop.monitoring.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether pictures come again in another size, quality or crop. */
final class NearDuplicates implements Check {
    @Override
    public String name() {
        return "near_duplicates";
    }

    @Override
    public String title() {
        return "Near duplicates";
    }

    @Override
    public String meaning() {
        return "Share of the photos of now that look like an earlier photo on either side: difference hashes of 64"
                + " bits that differ in 4 or fewer.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> now =
                comparison.current().stream().filter(Comparison::describes).toList();
        if (now.isEmpty()) {
            return NotEnough.inAll(1, "described photos now", 0);
        }
        Set<Example> current = new HashSet<>(now);
        List<Twins.Pair> pairs = Twins.near(
                comparison.all().stream().filter(Comparison::describes).toList(),
                (earlier, later) -> current.contains(later));
        return Finding.of(
                        (double) pairs.size() / now.size(),
                        Numbers.photos(
                                pairs.size(), now.size(), "looks like an earlier one", "look like an earlier one"))
                .seenOn(pairs.stream().map(Twins.Pair::exhibit).toList());
    }
}
