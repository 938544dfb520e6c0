package io.gourmetloop.loop.monitoring;

import static io.gourmetloop.loop.monitoring.RecordedProduction.await;
import static io.gourmetloop.loop.monitoring.RecordedProduction.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.monitoring.Accuracy.Explained;
import io.gourmetloop.loop.monitoring.Accuracy.Question;
import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Windows of any edges are told from the sums of whole hours and the images at the edges, as if image by image. */
class AskedWindowIT extends EstimatedDay {
    private static final Instant FROM = DAY.plusSeconds(5_000);
    private static final Instant TO = DAY.plusSeconds(61_234);

    @Test
    void odd_edges_are_counted_to_the_image() {
        List<Image> images = answerADay(2_000);
        production.label(Images.withTask(images));
        run();
        List<Image> inside = images.stream()
                .filter(image -> !image.id().createdAt().isBefore(FROM)
                        && image.id().createdAt().isBefore(TO))
                .toList();
        Explained found = explain(FROM, TO);
        Evidence expected = Images.evidence(inside);
        for (Estimator estimator : Estimator.values()) {
            assertThat(Images.figure(found.estimates(), estimator)
                            .saysTheSameAs(estimator.estimate(expected).orElseThrow()))
                    .as(estimator.text())
                    .isTrue();
        }
        assertThat(found.estimates().provisional()).isFalse();
    }

    @Test
    void reasons_add_up_to_the_figure() {
        production.label(Images.withTask(answerADay(2_000)));
        run();
        Explained found = explain(DAY, NEXT_DAY);
        Reasons reasons = found.reasons();
        double difference =
                Images.figure(found.estimates(), Estimator.DIFFERENCE).value();
        assertThat(reasons.meanConfidence() + reasons.correction().low()).isCloseTo(difference, within(1e-9));
        assertThat(reasons.sources().stream()
                        .mapToDouble(Reasons.Source::weight)
                        .sum())
                .isCloseTo(reasons.weight(), within(1e-6));
        assertThat(reasons.sources().stream().mapToLong(Reasons.Source::labels).sum())
                .isEqualTo(Images.figure(found.estimates(), Estimator.HAJEK).labels());
    }

    @Test
    void the_cut_lies_where_a_look_at_every_task_finds_it() {
        List<Image> blind = Images.blind(answerADay(1_500));
        SplittableRandom random = new SplittableRandom(11);
        List<Image> closed = new ArrayList<>();
        for (int i = 0; i < blind.size(); i++) {
            if (random.nextDouble() < (i < blind.size() / 3 ? 0.99 : 0.85)) {
                closed.add(blind.get(i));
            }
        }
        production.label(closed);
        run();
        for (Instant from : List.of(DAY, FROM)) {
            List<Image> tasks = blind.stream()
                    .filter(image -> !image.id().createdAt().isBefore(from))
                    .toList();
            Explained found = explain(from, NEXT_DAY);
            assertThat(found.estimates().takenUntil()).isEqualTo(cut(tasks, closed));
            assertThat(found.estimates().provisional()).isTrue();
            assertThat(found.reasons().waitingLabels()).isPositive();
        }
    }

    private static Instant cut(List<Image> tasks, List<Image> closed) {
        int usable = 0;
        int done = 0;
        for (int i = 0; i < tasks.size(); i++) {
            done += closed.contains(tasks.get(i)) ? 1 : 0;
            usable = done >= 0.95 * (i + 1) - 1e-9 ? i + 1 : usable;
        }
        return tasks.get(usable).id().createdAt();
    }

    @Test
    void figures_of_a_class_are_those_of_the_answers_that_named_it() {
        production.label(Images.withTask(answerADay(1_000)));
        run();
        Label soup = new Label("Soup");
        WindowEstimates whole = only("P1D");
        List<WindowEstimates> ofClass = await(accuracy.of(v(1), soup, 10)).stream()
                .filter(window -> window.window().kind().equals("P1D"))
                .toList();
        assertThat(ofClass).hasSize(1);
        assertThat(ofClass.get(0).saysTheSameAs(whole))
                .as("every answer is Soup")
                .isTrue();
        assertThat(await(accuracy.of(v(1), new Label("Egg"), 10))).isEmpty();
    }

    @Test
    void a_window_before_all_answers_is_empty() {
        answerADay(50);
        run();
        Instant longAgo = DAY.minus(Duration.ofDays(30));
        Explained found = explain(longAgo, longAgo.plusSeconds(600));
        assertThat(found.estimates().answered()).isZero();
        assertThat(found.estimates().figures()).isEmpty();
        assertThat(found.reasons().sources()).isEmpty();
    }

    private Explained explain(Instant from, Instant to) {
        return await(accuracy.explain(new Question(v(1), from, to, null)));
    }
}
