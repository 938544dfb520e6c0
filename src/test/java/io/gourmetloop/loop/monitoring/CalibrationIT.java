package io.gourmetloop.loop.monitoring;

import static io.gourmetloop.loop.monitoring.RecordedProduction.await;
import static io.gourmetloop.loop.monitoring.RecordedProduction.v;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.monitoring.Accuracy.Calibrated;
import io.gourmetloop.loop.monitoring.Accuracy.Question;
import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers here are right with the square of their confidence, so the model is too sure of itself. */
class CalibrationIT extends EstimatedDay {
    @Test
    void a_day_that_closes_brings_a_temperature_for_the_hours_to_come() {
        production.label(Images.withTask(answerADay(2_000)));
        run();
        Calibration calibration = calibrations().get(0);
        assertThat(calibration.labelsUntil()).isEqualTo(NEXT_DAY);
        assertThat(calibration.validFrom()).isEqualTo(NEXT_DAY.plus(Duration.ofHours(1)));
        assertThat(calibration.temperature()).as("too sure").isGreaterThan(1.2);
        assertThat(calibration.lossAfter()).isLessThan(calibration.lossBefore());
        run();
        assertThat(calibrations()).as("no new labels, no new fit").hasSize(1);
    }

    @Test
    void answers_from_then_on_are_believed_as_far_as_labels_taught() {
        production.label(Images.withTask(answerADay(2_000)));
        run();
        double temperature = calibrations().get(0).temperature();
        Instant start = NEXT_DAY.plus(Duration.ofHours(2));
        List<Image> later = production.answer(1, 400, start, start.plus(Duration.ofHours(1)));
        clock.set(start.plus(Duration.ofMinutes(61)));
        run();
        double claimed = later.stream().mapToDouble(Image::confidence).average().orElseThrow();
        double believed = later.stream()
                .mapToDouble(image -> calibrated(image.confidence(), 1 / temperature))
                .average()
                .orElseThrow();
        Estimate cbpe = Images.figure(windows("PT1H").get(0), Estimator.CBPE);
        assertThat(cbpe.value()).isCloseTo(believed, within(1e-9)).isLessThan(claimed - 0.02);
        WindowEstimates dayBefore = windows("P1D").get(1);
        assertThat(Images.figure(dayBefore, Estimator.CBPE).value())
                .as("the day before keeps what it was believed then")
                .isGreaterThan(believed);
    }

    @Test
    void few_labels_teach_nothing() {
        production.label(Images.withTask(answerADay(150)));
        run();
        assertThat(calibrations()).isEmpty();
    }

    @Test
    void reliability_tells_the_gap_between_claim_and_truth() {
        List<Image> images = answerADay(3_000);
        production.label(Images.withTask(images));
        run();
        Calibrated found = await(accuracy.calibration(new Question(v(1), DAY, NEXT_DAY, null), 10));
        assertThat(found.reliability().tenths())
                .extracting(Reliability.Tenth::tenth)
                .containsExactly(3, 4, 5, 6, 7, 8, 9);
        assertThat(found.reliability().tenths().stream()
                        .mapToLong(Reliability.Tenth::answered)
                        .sum())
                .isEqualTo(3_000);
        double expected = images.stream()
                .mapToDouble(image -> image.confidence() - image.confidence() * image.confidence())
                .average()
                .orElseThrow();
        assertThat(found.reliability().expectedCalibrationError().orElseThrow()).isCloseTo(expected, within(0.06));
    }

    private List<Calibration> calibrations() {
        return await(accuracy.calibration(new Question(v(1), DAY, NEXT_DAY, null), 10))
                .calibrations();
    }

    /** The largest of five probabilities, the others alike, to a power and normalized. */
    private static double calibrated(double confidence, double sharpness) {
        double right = Math.pow(confidence, sharpness);
        return right / (right + 4 * Math.pow((1 - confidence) / 4, sharpness));
    }
}
