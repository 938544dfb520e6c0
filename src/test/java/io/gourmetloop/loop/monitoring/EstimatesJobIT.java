package io.gourmetloop.loop.monitoring;

import static io.gourmetloop.loop.monitoring.RecordedProduction.await;
import static io.gourmetloop.loop.monitoring.RecordedProduction.v;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows as the product writes them, and figures that can be checked against the known truth. */
class EstimatesJobIT extends EstimatedDay {
    @Test
    void figures_of_a_closed_day_are_those_of_its_rows_and_find_the_truth() {
        List<Image> images = answerADay(3_000);
        production.label(Images.withTask(images));
        run();
        WindowEstimates day = only("P1D");
        assertThat(day.provisional()).isFalse();
        assertThat(day.answered()).isEqualTo(3_000);
        assertThat(day.blindTasks()).isEqualTo(Images.blind(images).size());
        assertThat(day.blindClosed()).isEqualTo(Images.blind(images).size());
        Evidence expected = Images.evidence(images);
        for (Estimator estimator : Estimator.values()) {
            Estimate figure = Images.figure(day, estimator);
            assertThat(figure.saysTheSameAs(estimator.estimate(expected).orElseThrow()))
                    .as(estimator.text())
                    .isTrue();
        }
        double truth = Images.truth(images);
        assertThat(day.headline().map(Figure::estimator)).contains(Estimator.DIFFERENCE);
        assertThat(Images.interval(Images.figure(day, Estimator.DIFFERENCE)).contains(truth))
                .isTrue();
        assertThat(Images.figure(day, Estimator.NAIVE).value()).isLessThan(truth - 0.1);
    }

    @Test
    void a_half_done_window_is_provisional_and_counts_its_tasks() {
        List<Image> images = answerADay(600);
        List<Image> blind = Images.blind(images);
        int done = blind.size() / 2;
        production.label(blind.subList(0, done));
        run();
        WindowEstimates day = only("P1D");
        assertThat(day.provisional()).isTrue();
        assertThat(day.blindTasks()).isEqualTo(blind.size());
        assertThat(day.blindClosed()).isEqualTo(done);
        Image firstBeyond = blind.get((int) Math.floor(done / 0.95));
        assertThat(day.takenUntil()).isEqualTo(firstBeyond.id().createdAt());
        assertThat(Images.figure(day, Estimator.HAJEK).labels()).isEqualTo(done);
    }

    @Test
    void a_window_closes_at_95_percent_of_its_blind_tasks_whatever_their_order() {
        List<Image> blind = new ArrayList<>(Images.blind(answerADay(600)));
        Collections.shuffle(blind, new Random(1));
        int enough = (int) Math.ceil(blind.size() * 0.95);
        production.label(blind.subList(0, enough - 1));
        run();
        assertThat(only("P1D").provisional()).isTrue();
        production.label(blind.subList(enough - 1, enough));
        run();
        assertThat(only("P1D").provisional()).isFalse();
    }

    @Test
    void skipped_tasks_and_those_nobody_could_tell_close_a_window() {
        List<Image> blind = Images.blind(answerADay(300));
        production.close(blind.get(0), "skipped");
        production.close(blind.get(1), "cannot_tell");
        production.close(blind.get(2), "bad_image");
        production.label(blind.subList(3, blind.size()));
        run();
        WindowEstimates day = only("P1D");
        assertThat(day.blindClosed()).isEqualTo(blind.size());
        Estimate hajek = Images.figure(day, Estimator.HAJEK);
        assertThat(hajek.labels()).as("all but the skipped one").isEqualTo(blind.size() - 1);
        assertThat(hajek.bounds().width()).isGreaterThan(0);
    }

    @Test
    void labeling_what_looks_wrong_first_does_not_drag_the_figure_down() {
        List<Image> images = answerADay(3_000);
        List<Image> blind = Images.blind(images);
        List<Image> done = blind.stream()
                .filter(image ->
                        image.confidence() < 0.7 || image.id().createdAt().isBefore(DAY.plusSeconds(43_200)))
                .toList();
        production.label(done);
        run();
        WindowEstimates day = only("P1D");
        double truth = Images.truth(images);
        assertThat(Images.truth(done)).as("mean of the labels there are").isLessThan(truth - 0.05);
        assertThat(day.provisional()).isTrue();
        assertThat(Images.interval(Images.figure(day, Estimator.DIFFERENCE)).contains(truth))
                .isTrue();
    }

    @Test
    void the_window_since_activation_starts_anew_with_each_version_and_stays_provisional() {
        Instant noon = DAY.plus(Duration.ofHours(12));
        List<Image> first = production.answer(1, 200, DAY, noon);
        production.activate(2, noon);
        List<Image> second = production.answer(2, 300, noon, NEXT_DAY);
        production.label(Images.withTask(first));
        production.label(Images.withTask(second));
        run();
        assertThat(only(Window.ACTIVATION).window().end()).isEqualTo(noon);
        WindowEstimates serving = await(accuracy.of(v(2), null, 10)).stream()
                .filter(window -> window.window().sinceActivation())
                .findFirst()
                .orElseThrow();
        assertThat(serving.window().start()).isEqualTo(noon);
        assertThat(serving.provisional()).isTrue();
        assertThat(serving.answered()).isEqualTo(300);
        assertThat(await(accuracy.versions())).containsExactly(v(2), v(1));
    }

    @Test
    void with_few_random_labels_the_random_stream_speaks_for_the_window() {
        List<Image> images = answerADay(200);
        production.label(Images.withTask(images));
        run();
        assertThat(only("P1D").headline().map(Figure::estimator)).contains(Estimator.RANDOM_ONLY);
    }

    @Test
    void before_the_first_label_only_the_label_free_figure_is_there() {
        answerADay(100);
        run();
        WindowEstimates day = only("P1D");
        assertThat(day.figures()).extracting(Figure::estimator).containsExactly(Estimator.CBPE);
        assertThat(day.headline()).isEmpty();
        assertThat(day.blindClosed()).isZero();
        assertThat(day.provisional()).isTrue();
    }

    @Test
    void a_run_brings_the_gauges_up_to_date() {
        List<Image> labeled = Images.withTask(answerADay(600));
        production.label(labeled);
        clock.advance(Duration.ofHours(2));
        List<Image> waiting = Images.withTask(production.answer(1, 200, NEXT_DAY, NEXT_DAY.plus(Duration.ofHours(2))));
        production.deliver(waiting);
        run();
        Estimate closed = windows("P1D").stream()
                .filter(window -> !window.provisional())
                .map(window -> Images.figure(window, Estimator.DIFFERENCE))
                .findFirst()
                .orElseThrow();
        assertThat(gauge("gourmetloop.accuracy", "estimator", "difference", "window", "P1D"))
                .isEqualTo(closed.value());
        assertThat(gauge("gourmetloop.labels", "stream", "random", "state", "open"))
                .isEqualTo(Images.atRandom(waiting));
        assertThat(gauge("gourmetloop.labels", "stream", "random", "state", "labeled"))
                .as("of the longest window")
                .isEqualTo(Images.atRandom(answeredSince(clock.instant().minus(Duration.ofDays(1)), labeled)));
        assertThat(gauge("gourmetloop.label.lag.seconds", "version", "v1")).isBetween(3_600.0, 7_300.0);
    }

    private static List<Image> answeredSince(Instant moment, List<Image> images) {
        return images.stream()
                .filter(image -> !image.id().createdAt().isBefore(moment))
                .toList();
    }
}
