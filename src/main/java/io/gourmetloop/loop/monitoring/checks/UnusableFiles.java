package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import java.util.Arrays;
import java.util.List;

/** Whether photos can be used at all. */
final class UnusableFiles implements Check {
    @Override
    public String name() {
        return "unusable_files";
    }

    @Override
    public String title() {
        return "Unusable files";
    }

    @Override
    public String meaning() {
        return "Share of the stored photos of now that are gone, cannot be decoded, are animated, have too many pixels"
                + " or fewer than " + PhotoProblem.LEAST_SIDE + " on a side.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_MOST;
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        List<Example> now = comparison.current();
        if (now.isEmpty()) {
            return NotEnough.inAll(1, "photos now", 0);
        }
        List<Example> unusable =
                now.stream().filter(example -> example.problem() != null).toList();
        return Finding.of(
                        (double) unusable.size() / now.size(),
                        Numbers.photos(unusable.size(), now.size(), "cannot be used", "cannot be used"))
                .with(Arrays.stream(PhotoProblem.values())
                        .map(problem -> detail(unusable, problem))
                        .toList())
                .seenOn(unusable.stream()
                        .map(example -> new Exhibit(example.id(), text(example.problem())))
                        .toList());
    }

    private static Detail detail(List<Example> unusable, PhotoProblem problem) {
        long count = unusable.stream()
                .filter(example -> example.problem() == problem)
                .count();
        return new Detail(text(problem), count, null, "photos");
    }

    private static String text(@org.jspecify.annotations.Nullable PhotoProblem problem) {
        return problem == null ? "" : problem.text().replace('_', ' ');
    }
}
