package io.gourmetloop.loop.monitoring.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.loop.monitoring.statistics.ConfidentLearning.Labeled;
import io.gourmetloop.loop.monitoring.statistics.Quantiles.Fences;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers that were computed elsewhere. */
class GoldenNumbersTest {
    @Test
    void kolmogorov_smirnov_is_the_largest_distance_of_the_distributions() {
        assertThat(KolmogorovSmirnov.test(new double[] {1, 2, 3, 4}, new double[] {3, 4, 5, 6})
                        .statistic())
                .isEqualTo(0.5);
        Tested same = KolmogorovSmirnov.test(new double[] {1, 2, 3}, new double[] {3, 1, 2});
        assertThat(same.statistic()).isZero();
        assertThat(same.pValue()).isEqualTo(1);
    }

    @Test
    void kolmogorovs_distribution_has_its_five_percent_point_at_1_358() {
        double[] low = new double[20_000];
        double[] high = new double[20_000];
        for (int i = 0; i < low.length; i++) {
            low[i] = i;
            high[i] = i + 1.358 / Math.sqrt(10_000) * low.length;
        }
        assertThat(KolmogorovSmirnov.test(low, high).pValue()).isCloseTo(0.05, within(0.001));
    }

    @Test
    void cramers_v_is_corrected_for_its_bias() {
        ClassCounts counts = new ClassCounts(new long[] {100, 100, 100}, new long[] {150, 100, 50});

        assertThat(counts.cramersV().statistic()).isCloseTo(0.202914, within(5e-7));
        assertThat(counts.cramersV().pValue()).isCloseTo(Math.exp(-80 / 6.0), within(1e-9));
        assertThat(counts.populationStability()).isCloseTo(0.183102, within(5e-7));
    }

    @Test
    void cramers_v_of_two_classes_has_yates_correction() {
        assertThat(new ClassCounts(new long[] {50, 50}, new long[] {80, 20})
                        .cramersV()
                        .statistic())
                .isCloseTo(0.296368, within(5e-7));
    }

    @Test
    void classes_that_occur_nowhere_do_not_count() {
        ClassCounts counts = new ClassCounts(new long[] {100, 0, 100, 100}, new long[] {150, 0, 100, 50});

        assertThat(counts.cramersV().statistic()).isCloseTo(0.202914, within(5e-7));
        assertThat(new ClassCounts(new long[] {7, 0}, new long[] {9, 0}).cramersV())
                .isEqualTo(new Tested(0, 1));
    }

    @Test
    void fences_stand_one_and_a_half_quartile_distances_away() {
        Fences fences = new Quantiles(new double[] {10, 11, 12, 12, 13, 13, 14, 15, 16, 60}).fences();

        assertThat(fences).isEqualTo(new Fences(7.875, 18.875));
        assertThat(fences.shutOut(60)).isTrue();
        assertThat(fences.shutOut(16)).isFalse();
    }

    @Test
    void holm_multiplies_each_by_the_number_of_those_that_are_not_smaller() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.adjusted(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }

    @Test
    void the_area_under_the_curve_counts_ties_half() {
        double[] scores = {1, 2, 2, 3};

        assertThat(RankSum.area(scores, new boolean[] {false, false, true, true})
                        .statistic())
                .isEqualTo(0.875);
    }

    /** scipy.stats.mannwhitneyu(second, first, alternative="greater", method="asymptotic"). */
    @Test
    void the_chance_of_an_area_minds_ties() {
        double[] scores = {1.1, 2.2, 2.2, 3.3, 4.4, 2.2, 3.3, 4.4, 5.5, 6.6};
        boolean[] second = {false, false, false, false, false, true, true, true, true, true};

        assertThat(RankSum.area(scores, second).pValue()).isCloseTo(0.06816649763759622, within(1e-9));
    }

    @Test
    void a_label_is_doubtful_where_another_class_is_as_probable_as_on_its_own_examples() {
        ConfidentLearning learning = new ConfidentLearning(
                List.of(
                        new Labeled(0, List.of(0.9, 0.1)),
                        new Labeled(0, List.of(0.7, 0.3)),
                        new Labeled(1, List.of(0.2, 0.8)),
                        new Labeled(1, List.of(0.4, 0.6)),
                        new Labeled(1, List.of(0.95, 0.05))),
                2);

        assertThat(learning.confidentJoint()).isDeepEqualTo(new int[][] {{1, 0}, {1, 2}});
        assertThat(learning.suspects()).singleElement().satisfies(suspect -> {
            assertThat(suspect.example()).isEqualTo(4);
            assertThat(suspect.likely()).isZero();
            assertThat(suspect.margin()).isCloseTo(0.9, within(1e-9));
        });
    }
}
