package io.gourmetloop.loop.monitoring.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class VectorTestsTest {
    private static final int SIZE = 16;

    private final Random random = new Random(5);

    @Test
    void mean_discrepancy_is_the_sum_of_its_kernels() {
        List<float[]> one = List.of(new float[] {0}, new float[] {1});
        List<float[]> other = List.of(new float[] {0}, new float[] {2});
        MeanDiscrepancy discrepancy = new MeanDiscrepancy(one, other);

        double width = 2 * new Quantiles(new double[] {1, 0, 4, 1, 1, 4}).median();
        double k1 = Math.exp(-1 / width);
        double k4 = Math.exp(-4 / width);
        double expected = k1 + k4 - 2 * (1 + k4 + k1 + k1) / 4;
        assertThat(discrepancy.test(new double[0]).statistic()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void mean_discrepancy_sees_a_shift_and_nothing_where_there_is_none() {
        List<float[]> before = Clouds.around(0, 120, SIZE, random);
        MeanDiscrepancy same = new MeanDiscrepancy(before, Clouds.around(0, 120, SIZE, random));
        MeanDiscrepancy moved = new MeanDiscrepancy(before, Clouds.around(0.5, 120, SIZE, random));

        assertThat(same.test(same.byChance(200, random)).pValue()).isGreaterThan(0.05);
        Tested shift = moved.test(moved.byChance(200, random));
        assertThat(shift.pValue()).isEqualTo(1 / 201.0);
        assertThat(shift.statistic()).isGreaterThan(0.01);
    }

    @Test
    void the_strangest_vectors_are_those_that_came_from_elsewhere() {
        List<float[]> before = Clouds.around(0, 100, SIZE, random);
        List<float[]> now = new ArrayList<>(Clouds.around(0, 80, SIZE, random));
        now.addAll(Clouds.around(3, 20, SIZE, random));

        assertThat(strangest(new MeanDiscrepancy(before, now).strangeness(), 20))
                .allMatch(i -> i >= 80);
        assertThat(strangest(new DomainClassifier(before, now, random).strangeness(), 20)
                        .filter(i -> i >= 80)
                        .count())
                .isGreaterThanOrEqualTo(18);
    }

    @Test
    void false_alarms_of_the_mean_discrepancy_are_as_seldom_as_its_p_value_says() {
        int alarms = 0;
        for (int run = 0; run < 200; run++) {
            MeanDiscrepancy same =
                    new MeanDiscrepancy(Clouds.around(0, 20, 4, random), Clouds.around(0, 20, 4, random));
            alarms += same.test(same.byChance(200, random)).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(alarms).isBetween(2, 22);
    }

    @Test
    void a_domain_classifier_tells_what_can_be_told() {
        List<float[]> before = Clouds.around(0, 200, SIZE, random);

        Tested same = new DomainClassifier(before, Clouds.around(0, 200, SIZE, random), random).test();
        Tested moved = new DomainClassifier(before, Clouds.around(1, 200, SIZE, random), random).test();

        assertThat(same.statistic()).isLessThan(0.25);
        assertThat(same.pValue()).isGreaterThan(0.01);
        assertThat(moved.statistic()).isGreaterThan(0.95);
        assertThat(moved.pValue()).isLessThan(1e-6);
    }

    @Test
    void a_domain_classifier_is_not_fooled_by_more_dimensions_than_examples() {
        Tested same = new DomainClassifier(Clouds.around(0, 60, 400, random), Clouds.around(0, 60, 400, random), random)
                .test();

        assertThat(same.statistic()).isLessThan(0.4);
    }

    @Test
    void distances_to_neighbors_leave_out_the_vector_itself() {
        Neighbors line = new Neighbors(List.of(new float[] {0}, new float[] {1}, new float[] {3}, new float[] {7}), 2);

        assertThat(line.ownDistances()).containsExactly(2, 1.5, 2.5, 5);
        assertThat(line.distance(new float[] {1})).isEqualTo(0.5);
    }

    private static java.util.stream.Stream<Integer> strangest(double[] strangeness, int count) {
        double[] sorted = strangeness.clone();
        Arrays.sort(sorted);
        double limit = sorted[sorted.length - count];
        return DoubleStream.of(strangeness)
                .boxed()
                .filter(value -> value >= limit)
                .map(value -> Arrays.stream(strangeness).boxed().toList().indexOf(value));
    }
}
