package io.gourmetloop.loop.monitoring.checks;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the same picture comes again. */
final class ExactDuplicates implements Check {
    @Override
    public String name() {
        return "exact_duplicates";
    }

    @Override
    public String title() {
        return "Exact duplicates";
    }

    @Override
    public String meaning() {
        return "Share of the photos of now whose pixels are those of an earlier photo on either side, whatever their"
                + " files say.";
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
        List<Twins.Pair> again = Twins.exact(
                        comparison.all().stream().filter(Comparison::describes).toList())
                .stream()
                .filter(pair -> current.contains(pair.later()))
                .toList();
        return Finding.of(
                        (double) again.size() / now.size(),
                        Numbers.photos(again.size(), now.size(), "came before", "came before"))
                .seenOn(again.stream().map(Twins.Pair::exhibit).toList());
    }
}
