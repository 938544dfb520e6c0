package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes after the first look at a window: labels, flags, erasures, time. */
class LateNewsIT extends EstimatedDay {
    @Test
    void a_late_label_adds_a_figure_and_keeps_the_one_before() {
        List<Image> blind = Images.blind(answerADay(600));
        production.label(blind.subList(0, blind.size() - 1));
        run();
        Instant before = only("P1D").asOf();
        Estimate first = Images.figure(only("P1D"), Estimator.HAJEK);
        clock.advance(Duration.ofHours(3));
        production.label(blind.subList(blind.size() - 1, blind.size()));
        run();
        assertThat(only("P1D").asOf())
                .isEqualTo(before.plus(Duration.ofHours(3)).plusSeconds(1));
        assertThat(Images.figure(only("P1D"), Estimator.HAJEK).labels()).isEqualTo(first.labels() + 1);
        assertThat(rows("window_kind = 'P1D' and estimator = 'hajek'")).isEqualTo(2);
    }

    @Test
    void a_run_without_news_adds_nothing() {
        production.label(Images.withTask(answerADay(300)));
        run();
        long rows = rows("true");
        assertThat(run()).endsWith(", 0 with new figures");
        clock.advance(Duration.ofMinutes(30));
        assertThat(run()).endsWith(", 0 with new figures");
        assertThat(rows("true")).isEqualTo(rows);
    }

    @Test
    void a_flag_makes_the_label_of_an_evaluation_image_certain() {
        List<Image> images = answerADay(600);
        production.label(Images.withTask(images));
        run();
        Image flagged = images.stream()
                .filter(image -> image.blind() && image.role() == Role.EVAL)
                .findFirst()
                .orElseThrow();
        Estimate before = Images.figure(only("P1D"), Estimator.HAJEK);
        clock.advance(Duration.ofHours(1));
        production.flag(1, flagged, clock.instant());
        run();
        Estimate after = Images.figure(only("P1D"), Estimator.HAJEK);
        assertThat(after.labels()).isEqualTo(before.labels());
        assertThat(after.value()).isNotEqualTo(before.value());
    }

    @Test
    void a_flag_beyond_its_quota_makes_no_task_and_leaves_the_figures_as_they_were() {
        List<Image> images = answerADay(600);
        production.label(Images.withTask(images));
        run();
        Estimate before = Images.figure(only("P1D"), Estimator.HAJEK);
        List<Image> flagged = images.stream()
                .map(image -> production.flagBeyondQuota(1, image, clock.instant()))
                .toList();
        run();
        assertThat(flagged).isEqualTo(images);
        assertThat(Images.figure(only("P1D"), Estimator.HAJEK)).isEqualTo(before);
    }

    @Test
    void a_flag_on_an_old_image_reopens_its_window_until_someone_looks() {
        List<Image> images = answerADay(60);
        production.label(Images.withTask(images));
        run();
        assertThat(only("P1D").provisional()).isFalse();
        List<Image> newlyBlind = images.stream()
                .filter(image -> image.task() == null)
                .map(image -> production.flag(1, image, NEXT_DAY))
                .filter(Image::blind)
                .toList();
        run();
        assertThat(only("P1D").provisional()).isTrue();
        production.label(newlyBlind);
        run();
        assertThat(only("P1D").provisional()).isFalse();
    }

    @Test
    void a_ground_truth_that_is_taken_back_leaves_the_figures() {
        List<Image> blind = Images.blind(answerADay(600));
        production.label(blind);
        run();
        production.withdraw(blind.get(5));
        clock.advance(Duration.ofHours(3));
        run();
        assertThat(only("P1D").blindClosed()).isEqualTo(blind.size() - 1);
        assertThat(Images.figure(only("P1D"), Estimator.HAJEK).labels()).isEqualTo(blind.size() - 1);
    }

    @Test
    void an_erased_image_does_not_reopen_its_closed_window() {
        List<Image> blind = Images.blind(answerADay(600));
        production.label(blind);
        run();
        clock.advance(Duration.ofHours(1));
        run();
        WindowEstimates before = only("P1D");
        production.erase(blind.get(5));
        clock.advance(Duration.ofHours(3));
        run();
        assertThat(only("P1D")).isEqualTo(before);
    }

    @Test
    void a_day_closes_at_midnight_though_its_last_photo_came_at_noon() {
        clock.set(DAY.plus(Duration.ofHours(13)));
        List<Image> images = production.answer(1, 300, DAY, DAY.plus(Duration.ofHours(12)));
        production.label(Images.withTask(images));
        run();
        assertThat(only("P1D").provisional()).as("the day still runs").isTrue();
        clock.set(NEXT_DAY.minusSeconds(30));
        run();
        clock.set(NEXT_DAY.plusSeconds(30));
        run();
        assertThat(only("P1D").provisional()).isFalse();
        assertThat(rows("window_kind = 'P1D' and estimator = 'hajek' and provisional"))
                .as("the last word of the hour in which the day ran")
                .isEqualTo(1);
    }

    @Test
    void a_server_that_was_away_catches_up() {
        for (int hour = 0; hour < 6; hour++) {
            Instant start = DAY.plus(Duration.ofHours(hour));
            production.label(Images.withTask(production.answer(1, 50, start, start.plusSeconds(3_600))));
        }
        run();
        assertThat(windows("PT1H")).hasSize(6).noneMatch(WindowEstimates::provisional);
        assertThat(windows("PT1H")).extracting(WindowEstimates::answered).containsOnly(50L);
    }

    @Test
    void traffic_that_comes_between_two_runs_is_counted_once() {
        Instant start = DAY.plus(Duration.ofHours(10));
        clock.set(start.plus(Duration.ofMinutes(20)));
        production.answer(1, 100, start, clock.instant());
        run();
        production.answer(1, 70, start.plus(Duration.ofMinutes(20)), start.plus(Duration.ofMinutes(90)));
        clock.set(start.plus(Duration.ofMinutes(90)));
        run();
        assertThat(only("P1D").answered()).isEqualTo(170);
        assertThat(only(Window.ACTIVATION).answered()).isEqualTo(170);
    }

    @Test
    void windows_past_keeping_are_forgotten() {
        production.label(Images.withTask(answerADay(300)));
        run();
        assertThat(windows("PT1H")).hasSize(24);
        clock.set(NEXT_DAY.plus(Duration.ofHours(36)));
        run();
        assertThat(windows("PT1H")).hasSize(11);
        assertThat(windows("P1D")).hasSize(1);
    }
}
