package io.gourmetloop.loop.monitoring;

import static io.gourmetloop.loop.monitoring.RecordedProduction.await;
import static io.gourmetloop.loop.monitoring.RecordedProduction.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import io.gourmetloop.loop.monitoring.Stratum.Confidences;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.gourmetloop.platform.config.MonitoringConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.testing.Backing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows as the product writes them, in a real PostgreSQL, and figures that can be checked against the known truth. */
class EstimatesJobIT {
    private static final Instant DAY = Instant.parse("2026-11-18T00:00:00Z");
    private static final Instant NEXT_DAY = DAY.plus(Duration.ofDays(1));
    private static final MonitoringConfig CONFIG =
            new MonitoringConfig(List.of(Duration.ofHours(1), Duration.ofDays(1)), 0.95, 100, 48);
    private static Vertx vertx;

    private final SettableClock clock = new SettableClock(NEXT_DAY.plusSeconds(60));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Database database;
    private RecordedProduction production;
    private EstimatesJob job;
    private Accuracy accuracy;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        await(vertx.close());
    }

    @BeforeEach
    void openDatabase() {
        database = await(Database.open(vertx, Backing.database()));
        production = new RecordedProduction(database.pool());
        production.activate(1, DAY.minusSeconds(3_600));
        LoopMetrics gauges = new LoopMetrics(database.pool(), CONFIG, metrics, clock);
        job = new EstimatesJob(database.pool(), CONFIG, Duration.ofMinutes(1), gauges, clock);
        accuracy = new Accuracy(database.pool());
    }

    @AfterEach
    void closeDatabase() {
        await(database.close());
    }

    @Test
    void figures_of_a_closed_day_are_those_of_its_rows_and_find_the_truth() {
        List<Image> images = answerADay(3_000);
        production.label(withTask(images));
        run();
        WindowEstimates day = only("P1D");
        assertThat(day.provisional()).isFalse();
        assertThat(day.answered()).isEqualTo(3_000);
        assertThat(day.blindTasks()).isEqualTo(blind(images).size());
        assertThat(day.blindClosed()).isEqualTo(blind(images).size());
        Evidence expected = evidence(images);
        for (Estimator estimator : Estimator.values()) {
            Estimate figure = figure(day, estimator);
            assertThat(figure.saysTheSameAs(estimator.estimate(expected).orElseThrow()))
                    .as(estimator.text())
                    .isTrue();
        }
        double truth = truth(images);
        assertThat(day.headline().map(Figure::estimator)).contains(Estimator.DIFFERENCE);
        assertThat(interval(figure(day, Estimator.DIFFERENCE)).contains(truth)).isTrue();
        assertThat(figure(day, Estimator.NAIVE).value()).isLessThan(truth - 0.1);
    }

    @Test
    void a_half_done_window_is_provisional_and_counts_its_tasks() {
        List<Image> images = answerADay(600);
        List<Image> blind = blind(images);
        int done = blind.size() / 2;
        production.label(blind.subList(0, done));
        run();
        WindowEstimates day = only("P1D");
        assertThat(day.provisional()).isTrue();
        assertThat(day.blindTasks()).isEqualTo(blind.size());
        assertThat(day.blindClosed()).isEqualTo(done);
        Image firstBeyond = blind.get((int) Math.floor(done / 0.95));
        assertThat(day.takenUntil()).isEqualTo(firstBeyond.id().createdAt());
        assertThat(figure(day, Estimator.HAJEK).labels()).isEqualTo(done);
    }

    @Test
    void a_window_closes_at_95_percent_of_its_blind_tasks_whatever_their_order() {
        List<Image> blind = new ArrayList<>(blind(answerADay(600)));
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
        List<Image> blind = blind(answerADay(300));
        production.close(blind.get(0), "skipped");
        production.close(blind.get(1), "cannot_tell");
        production.close(blind.get(2), "bad_image");
        production.label(blind.subList(3, blind.size()));
        run();
        WindowEstimates day = only("P1D");
        assertThat(day.blindClosed()).isEqualTo(blind.size());
        Estimate hajek = figure(day, Estimator.HAJEK);
        assertThat(hajek.labels()).as("all but the skipped one").isEqualTo(blind.size() - 1);
        assertThat(hajek.bounds().width()).isGreaterThan(0);
    }

    @Test
    void labelling_what_looks_wrong_first_does_not_drag_the_figure_down() {
        List<Image> images = answerADay(3_000);
        List<Image> blind = blind(images);
        List<Image> done = blind.stream()
                .filter(image ->
                        image.confidence() < 0.7 || image.id().createdAt().isBefore(DAY.plusSeconds(43_200)))
                .toList();
        production.label(done);
        run();
        WindowEstimates day = only("P1D");
        double truth = truth(images);
        assertThat(truth(done)).as("mean of the labels there are").isLessThan(truth - 0.05);
        assertThat(day.provisional()).isTrue();
        assertThat(interval(figure(day, Estimator.DIFFERENCE)).contains(truth)).isTrue();
    }

    @Test
    void a_late_label_adds_a_figure_and_keeps_the_one_before() {
        List<Image> blind = blind(answerADay(600));
        production.label(blind.subList(0, blind.size() - 1));
        run();
        Instant before = only("P1D").asOf();
        Estimate first = figure(only("P1D"), Estimator.HAJEK);
        clock.advance(Duration.ofHours(3));
        production.label(blind.subList(blind.size() - 1, blind.size()));
        run();
        assertThat(only("P1D").asOf())
                .isEqualTo(before.plus(Duration.ofHours(3)).plusSeconds(1));
        assertThat(figure(only("P1D"), Estimator.HAJEK).labels()).isEqualTo(first.labels() + 1);
        assertThat(rows("window_kind = 'P1D' and estimator = 'hajek'")).isEqualTo(2);
    }

    @Test
    void a_run_without_news_adds_nothing() {
        production.label(withTask(answerADay(300)));
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
        production.label(withTask(images));
        run();
        Image flagged = images.stream()
                .filter(image -> image.blind() && image.role() == Role.EVAL)
                .findFirst()
                .orElseThrow();
        Estimate before = figure(only("P1D"), Estimator.HAJEK);
        clock.advance(Duration.ofHours(1));
        production.flag(1, flagged, clock.instant());
        run();
        Estimate after = figure(only("P1D"), Estimator.HAJEK);
        assertThat(after.labels()).isEqualTo(before.labels());
        assertThat(after.value()).isNotEqualTo(before.value());
    }

    @Test
    void a_flag_on_an_old_image_reopens_its_window_until_someone_looks() {
        List<Image> images = answerADay(60);
        production.label(withTask(images));
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
        List<Image> blind = blind(answerADay(600));
        production.label(blind);
        run();
        production.withdraw(blind.get(5));
        clock.advance(Duration.ofHours(3));
        run();
        assertThat(only("P1D").blindClosed()).isEqualTo(blind.size() - 1);
        assertThat(figure(only("P1D"), Estimator.HAJEK).labels()).isEqualTo(blind.size() - 1);
    }

    @Test
    void an_erased_image_does_not_reopen_its_closed_window() {
        List<Image> blind = blind(answerADay(600));
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
        production.label(withTask(images));
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
            production.label(withTask(production.answer(1, 50, start, start.plusSeconds(3_600))));
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
    void the_window_since_activation_starts_anew_with_each_version_and_stays_provisional() {
        Instant noon = DAY.plus(Duration.ofHours(12));
        List<Image> first = production.answer(1, 200, DAY, noon);
        production.activate(2, noon);
        List<Image> second = production.answer(2, 300, noon, NEXT_DAY);
        production.label(withTask(first));
        production.label(withTask(second));
        run();
        assertThat(only(Window.ACTIVATION).window().end()).isEqualTo(noon);
        WindowEstimates serving = await(accuracy.of(v(2), 10)).stream()
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
        production.label(withTask(images));
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
    void windows_past_keeping_are_forgotten() {
        production.label(withTask(answerADay(300)));
        run();
        assertThat(windows("PT1H")).hasSize(24);
        clock.set(NEXT_DAY.plus(Duration.ofHours(36)));
        run();
        assertThat(windows("PT1H")).hasSize(11);
        assertThat(windows("P1D")).hasSize(1);
    }

    @Test
    void gauges_show_the_newest_closed_window_and_the_provisional_one() {
        List<Image> images = answerADay(1_000);
        production.label(withTask(images));
        clock.advance(Duration.ofHours(2));
        List<Image> next = production.answer(1, 400, NEXT_DAY, NEXT_DAY.plus(Duration.ofHours(2)));
        production.deliver(withTask(next));
        run();
        WindowEstimates closed = windows("P1D").stream()
                .filter(window -> !window.provisional())
                .findFirst()
                .orElseThrow();
        Estimate difference = figure(closed, Estimator.DIFFERENCE);
        assertThat(gauge("loop_accuracy", "estimator", "difference", "window", "P1D", "version", "v1"))
                .isEqualTo(difference.value());
        assertThat(gauge("loop_accuracy_ci_low", "estimator", "difference", "window", "P1D"))
                .isEqualTo(interval(difference).low());
        assertThat(gauge("loop_accuracy_ci_high", "estimator", "difference", "window", "P1D"))
                .isEqualTo(interval(difference).high());
        assertThat(gauge("loop_neff", "estimator", "difference", "window", "P1D"))
                .isGreaterThan(100);
        assertThat(gauge("loop_cbpe_gap", "window", "P1D"))
                .isCloseTo(figure(closed, Estimator.CBPE).value() - difference.value(), within(1e-12));
        assertThat(gauge("loop_accuracy", "estimator", "cbpe", "window", "P1D_provisional"))
                .isGreaterThan(0.5);
        assertThat(metrics.find("loop_cbpe_gap")
                        .tags("window", "P1D_provisional")
                        .gauge())
                .as("unequal answers")
                .isNull();
        assertThat(gauge("loop_label_lag_seconds", "version", "v1")).isBetween(3_600.0, 7_260.0);
        long random = withTask(next).stream()
                .filter(image ->
                        Objects.requireNonNull(image.task()).stream().text().equals("random"))
                .count();
        assertThat(gauge("loop_labels", "stream", "random", "state", "open")).isEqualTo((double) random);
        assertThat(gauge("loop_labels", "stream", "low_confidence", "state", "labelled"))
                .isGreaterThan(50);
    }

    @CanIgnoreReturnValue
    private List<Image> answerADay(int images) {
        return production.answer(1, images, DAY, NEXT_DAY);
    }

    @CanIgnoreReturnValue
    private String run() {
        clock.advance(Duration.ofSeconds(1));
        return await(job.run());
    }

    private WindowEstimates only(String kind) {
        List<WindowEstimates> windows = windows(kind);
        assertThat(windows).as(kind).hasSize(1);
        return windows.get(0);
    }

    private List<WindowEstimates> windows(String kind) {
        return await(accuracy.of(v(1), 100)).stream()
                .filter(window -> window.window().kind().equals(kind))
                .toList();
    }

    private long rows(String condition) {
        return await(database.pool()
                        .query("select count(*) from estimates where " + condition)
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private double gauge(String name, String... tags) {
        Gauge gauge = metrics.find(name).tags(tags).gauge();
        return Objects.requireNonNull(gauge, name).value();
    }

    private static List<Image> withTask(List<Image> images) {
        return images.stream().filter(image -> image.task() != null).toList();
    }

    private static List<Image> blind(List<Image> images) {
        return images.stream().filter(Image::blind).toList();
    }

    private static double truth(List<Image> images) {
        return images.stream()
                .mapToInt(image -> image.right() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static Estimate figure(WindowEstimates window, Estimator estimator) {
        return window.figures().stream()
                .filter(figure -> figure.estimator() == estimator)
                .findFirst()
                .orElseThrow()
                .estimate();
    }

    private static Interval interval(Estimate estimate) {
        return Objects.requireNonNull(estimate.uncertainty()).interval();
    }

    /** The evidence of fully labelled images, one by one, without a database. */
    private static Evidence evidence(List<Image> images) {
        double confidences = images.stream().mapToDouble(Image::confidence).sum();
        Traffic traffic = new Traffic(images.size(), confidences);
        List<Image> labelled = withTask(images);
        long right = labelled.stream().filter(Image::right).count();
        List<Stratum> strata =
                blind(images).stream().map(EstimatesJobIT::stratum).toList();
        return Evidence.of(traffic, strata, new Whole(traffic, new Tally(labelled.size(), right)));
    }

    private static Stratum stratum(Image image) {
        double f = image.confidence();
        boolean atRandom = Objects.requireNonNull(image.task()).stream().text().equals("random");
        double low = f < RecordedProduction.SAMPLING.lowConfidence().threshold()
                ? RecordedProduction.SAMPLING.lowConfidence().rate()
                : 0;
        return new Stratum(
                image.role(),
                RecordedProduction.SAMPLING.random().rate(),
                low,
                0,
                atRandom,
                image.outcome(),
                new Confidences(1, f, f * f));
    }
}
