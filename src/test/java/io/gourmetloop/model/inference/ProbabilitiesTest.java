package io.gourmetloop.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProbabilitiesTest {
    @Test
    void entropy_is_that_of_the_golden_cases() {
        assertThat(ofProbabilities(0.9, 0.01, 10).entropy()).isCloseTo(0.555341, within(1e-6));
        assertThat(ofProbabilities(0.7, 0.03, 10).entropy()).isCloseTo(1.301640, within(1e-6));
        assertThat(Probabilities.softmax(new float[11], 1).entropy()).isCloseTo(2.397895, within(1e-6));
        assertThat(Probabilities.softmax(new float[] {1000, 0, 0}, 1).entropy()).isZero();
    }

    @Test
    void they_sum_to_one_and_the_largest_is_the_confidence() {
        Probabilities probabilities = Probabilities.softmax(new float[] {1, 3, 2}, 1);

        assertThat(Arrays.stream(probabilities.toArray()).sum()).isCloseTo(1, within(1e-12));
        assertThat(probabilities.top()).isEqualTo(1);
        assertThat(probabilities.confidence().value())
                .isEqualTo(probabilities.at(1))
                .isCloseTo(0.665241, within(1e-6));
        assertThat(probabilities.margin()).isCloseTo(0.665241 - 0.244728, within(1e-6));
    }

    @Test
    void a_high_temperature_makes_them_humbler() {
        assertThat(Probabilities.softmax(new float[] {2, 0}, 2).confidence().value())
                .isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
    }

    @Test
    void logits_may_be_large_but_not_endless() {
        assertThat(Probabilities.softmax(new float[] {1e30f, -1e30f}, 0.5).at(0))
                .isEqualTo(1);
        assertThatThrownBy(() -> Probabilities.softmax(new float[] {Float.NaN, 0}, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void of_equals_the_first_wins_and_the_margin_is_nothing() {
        Probabilities equals = Probabilities.softmax(new float[] {1, 1}, 1);
        assertThat(equals.top()).isZero();
        assertThat(equals.margin()).isZero();
    }

    private static Probabilities ofProbabilities(double first, double each, int others) {
        float[] logits = new float[1 + others];
        Arrays.fill(logits, (float) Math.log(each));
        logits[0] = (float) Math.log(first);
        return Probabilities.softmax(logits, 1);
    }
}
