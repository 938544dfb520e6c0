package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.loop.monitoring.checks.Retold.Change;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether answers survive what happens to photos: noise, blur, light, compression, a turn. */
final class Robustness implements Check {
    private static final int LEAST = 10;

    @Override
    public String name() {
        return "robustness";
    }

    @Override
    public String title() {
        return "Robustness";
    }

    @Override
    public String meaning() {
        return "Share of the answers that stay the same under the mild change that they bear worst. Photos of now are"
                + " shown to the version again with noise, blurred, in other light, compressed, turned, cropped, gray,"
                + " small or mirrored.";
    }

    @Override
    public Rule rule() {
        return Rule.AT_LEAST;
    }

    private record Kind(Change change, List<Retold> answers) {
        double agreement() {
            return Retold.agreement(answers);
        }

        Detail detail() {
            return new Detail(
                    change.toString(),
                    agreement(),
                    null,
                    "confidence moved by " + Numbers.text(Math.sqrt(Retold.confidenceChange(answers)))
                            + " (root mean square)" + accuracy());
        }

        /** Among the photos that people have labeled. */
        private String accuracy() {
            List<Retold> labeled =
                    answers.stream().filter(answer -> answer.before().labeled()).toList();
            long right = labeled.stream()
                    .filter(answer ->
                            answer.label().equals(answer.before().labeling().truth()))
                    .count();
            return labeled.isEmpty() ? "" : ", " + right + " of " + labeled.size() + " labeled ones right";
        }
    }

    @Override
    public CheckOutcome run(Comparison comparison) {
        Map<Change, List<Retold>> byChange = comparison.retold().stream()
                .collect(Collectors.groupingBy(Retold::change, LinkedHashMap::new, Collectors.toList()));
        List<Kind> kinds = byChange.entrySet().stream()
                .map(entry -> new Kind(entry.getKey(), entry.getValue()))
                .filter(kind -> kind.answers.size() >= LEAST)
                .sorted(Comparator.comparingDouble(Kind::agreement))
                .toList();
        return kinds.stream()
                .filter(kind -> !kind.change.strong())
                .findFirst()
                .<CheckOutcome>map(worst -> finding(worst, kinds))
                .orElseGet(() -> NotEnough.inAll(
                        LEAST, "photos that were shown to the version again", (int) comparison.retold().stream()
                                .map(Retold::before)
                                .distinct()
                                .count()));
    }

    private static Finding finding(Kind worst, List<Kind> worstFirst) {
        return Finding.of(
                        worst.agreement(),
                        "Under " + worst.change + " " + Numbers.percent(worst.agreement()) + " of "
                                + worst.answers.size() + " answers stay the same")
                .with(worstFirst.stream().map(Kind::detail).toList())
                .seenOn(worst.answers.stream()
                        .filter(answer -> !answer.agrees())
                        .map(answer -> new Exhibit(
                                answer.before().id(), answer.before().answer().label() + " → " + answer.label()))
                        .toList());
    }
}
