package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.monitoring.Temperature.Example;
import io.gourmetloop.loop.monitoring.Temperature.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureTest {
    /** Two classes, 0.9 each time, right in three of four: the power makes it 0.75, so 9^s = 3 and s = ln 3 / ln 9 = ½. */
    @Test
    void a_claim_of_nine_in_ten_that_keeps_three_in_four_is_halved_in_its_logit() {
        List<Example> examples = List.of(example(0, 3), example(1, 1));
        Fit fit = Temperature.fit(examples);
        assertThat(fit.sharpness()).isCloseTo(0.5, within(1e-9));
        assertThat(fit.lossBefore()).isCloseTo(-0.75 * Math.log(0.9) - 0.25 * Math.log(0.1), within(1e-12));
        assertThat(fit.lossAfter()).isCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), within(1e-12));
    }

    @Test
    void probabilities_that_were_sharpened_are_blunted_again() {
        SplittableRandom random = new SplittableRandom(3);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double[] honest = probabilities(random);
            examples.add(new Example(raised(honest, 2), drawn(honest, random), 1));
        }
        Fit fit = Temperature.fit(examples);
        assertThat(fit.sharpness()).isCloseTo(0.5, within(0.02));
        assertThat(fit.lossAfter()).isLessThan(fit.lossBefore());
    }

    @Test
    void an_impossible_truth_blunts_without_end_but_stays_a_number() {
        Fit fit = Temperature.fit(List.of(new Example(new double[] {1, 0}, 1, 1)));
        assertThat(fit.sharpness()).isCloseTo(0.1, within(1e-6));
        assertThat(fit.lossBefore()).isFinite();
    }

    @Test
    void nothing_can_be_fitted_on_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Temperature.fit(List.of()));
    }

    private static Example example(int truth, double weight) {
        return new Example(new double[] {0.9, 0.1}, truth, weight);
    }

    private static double[] probabilities(SplittableRandom random) {
        return raised(
                new double[] {random.nextDouble() + 0.05, random.nextDouble() + 0.05, random.nextDouble() + 0.05}, 1);
    }

    private static double[] raised(double[] probabilities, double power) {
        double[] raised = new double[probabilities.length];
        double sum = 0;
        for (int i = 0; i < raised.length; i++) {
            raised[i] = Math.pow(probabilities[i], power);
            sum += raised[i];
        }
        for (int i = 0; i < raised.length; i++) {
            raised[i] /= sum;
        }
        return raised;
    }

    private static int drawn(double[] probabilities, SplittableRandom random) {
        double left = random.nextDouble();
        int index = 0;
        while (index < probabilities.length - 1 && (left -= probabilities[index]) >= 0) {
            index++;
        }
        return index;
    }
}
