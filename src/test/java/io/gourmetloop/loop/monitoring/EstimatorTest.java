package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.monitoring.Estimate.Uncertainty;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import io.gourmetloop.loop.monitoring.Stratum.Coins;
import io.gourmetloop.loop.monitoring.Stratum.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Golden values come from the definitions, summed image by image in Python. */
class EstimatorTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Offset<Double> FOUR_DIGITS = within(5e-5);
    private static final Traffic TRAFFIC = new Traffic(80, 58);
    private static final Whole UNLABELED = new Whole(TRAFFIC, new Tally(0, 0));
    private static final List<Stratum> STRATA = List.of(
            stratum(Role.EVAL, .1, 0, 0, true, Outcome.RIGHT, .95, .8, .9),
            stratum(Role.EVAL, .1, .35, 0, false, Outcome.RIGHT, .5, .6),
            stratum(Role.EVAL, .1, .35, 0, true, Outcome.WRONG, .4),
            stratum(Role.EVAL, .1, 0, 1, false, Outcome.WRONG, .85, .75),
            stratum(Role.TRAIN, .1, .35, 0, true, Outcome.RIGHT, .65),
            stratum(Role.TRAIN, .1, 0, 0, true, Outcome.RIGHT, .99, .88),
            stratum(Role.EVAL, .05, .2, .5, false, Outcome.WRONG, .3));

    @Test
    void eight_of_ten_labels_leave_wide_doubt() {
        Interval interval = Interval.wilson(0.8, 10);
        assertThat(interval.low()).isCloseTo(0.4901, within(1e-4));
        assertThat(interval.high()).isCloseTo(0.9433, within(1e-4));
    }

    @Test
    void hajek_weighs_each_label_by_its_inverse_probability() {
        Estimate hajek = figure(Estimator.HAJEK, evidence(STRATA));
        assertThat(hajek.value()).isCloseTo(0.914986065088108, EXACT);
        assertThat(size(hajek)).isCloseTo(51.20886947209155, within(1e-9));
        assertThat(interval(hajek).low()).isCloseTo(0.8068637054925702, EXACT);
        assertThat(interval(hajek).high()).isCloseTo(0.9651902821889418, EXACT);
        assertThat(hajek.labels()).isEqualTo(12);
    }

    @Test
    void difference_corrects_the_mean_confidence_by_its_error_on_labels() {
        Estimate difference = figure(Estimator.DIFFERENCE, evidence(STRATA));
        assertThat(difference.value()).isCloseTo(0.8297537799820053, EXACT);
        assertThat(size(difference)).isCloseTo(77.18832895709741, within(1e-9));
        assertThat(interval(difference).low()).isCloseTo(0.7308039541069592, EXACT);
        assertThat(interval(difference).high()).isCloseTo(0.8974365879173075, EXACT);
    }

    @Test
    void random_counts_its_own_stream_only_and_knows_that_the_population_is_finite() {
        Estimate random = figure(Estimator.RANDOM_ONLY, evidence(STRATA));
        assertThat(random.labels()).isEqualTo(7);
        assertThat(random.value()).isCloseTo(6 / 7.0, EXACT);
        assertThat(size(random)).isCloseTo(7 / 0.9, within(1e-9));
        assertThat(interval(random).low()).isCloseTo(0.5057690370322332, EXACT);
        assertThat(interval(random).high()).isCloseTo(0.9723594533057462, EXACT);
    }

    @Test
    void a_random_rate_that_a_cap_moved_weighs_its_labels() {
        Evidence evidence = evidence(List.of(
                stratum(Role.TRAIN, .1, 0, 0, true, Outcome.RIGHT, .9, .9, .9),
                stratum(Role.TRAIN, .05, 0, 0, true, Outcome.WRONG, .9)));
        assertThat(figure(Estimator.RANDOM_ONLY, evidence).value()).isCloseTo(30 / 50.0, EXACT);
    }

    @Test
    void labels_without_a_miss_keep_an_interval_of_their_effective_size() {
        Evidence evidence = evidence(List.of(rights(20, .1, 0.9)));
        Estimate random = figure(Estimator.RANDOM_ONLY, evidence);
        assertThat(random.value()).isEqualTo(1);
        assertThat(size(random)).isCloseTo(20 / 0.9, within(1e-9));
        assertThat(interval(random).low()).isCloseTo(0.8526079572195432, EXACT);
        Estimate hajek = figure(Estimator.HAJEK, evidence);
        assertThat(size(hajek)).isCloseTo(20, within(1e-9));
        assertThat(interval(hajek).low()).isCloseTo(0.8388698745050668, EXACT);
    }

    @Test
    void equal_residuals_leave_no_variance_and_fall_back_to_the_kish_size() {
        Evidence evidence = new Evidence(
                new Traffic(80, 0.7 * 80),
                Evidence.of(TRAFFIC, List.of(rights(20, .1, 0.9)), UNLABELED).blind(),
                Sample.EMPTY,
                UNLABELED);
        Estimate difference = figure(Estimator.DIFFERENCE, evidence);
        assertThat(difference.value()).isCloseTo(0.8, EXACT);
        assertThat(size(difference)).isCloseTo(20, within(1e-9));
    }

    @Test
    void a_figure_above_one_is_clamped() {
        Evidence evidence = new Evidence(
                new Traffic(80, 0.99 * 80),
                Evidence.of(TRAFFIC, List.of(rights(20, .1, 0.9)), UNLABELED).blind(),
                Sample.EMPTY,
                UNLABELED);
        Estimate difference = figure(Estimator.DIFFERENCE, evidence);
        assertThat(difference.value()).isEqualTo(1);
        assertThat(interval(difference).high()).isEqualTo(1);
        assertThat(interval(difference).low()).isCloseTo(0.8388698745050668, EXACT);
    }

    @Test
    void when_all_images_were_certain_to_be_labeled_the_figure_is_exact() {
        List<Stratum> census = List.of(
                stratum(Role.EVAL, 1, 0, 0, true, Outcome.RIGHT, .9, .8, .6),
                stratum(Role.EVAL, 1, 0, 0, true, Outcome.WRONG, .5));
        Evidence evidence = Evidence.of(new Traffic(4, 2.8), census, UNLABELED);
        for (Estimator estimator : List.of(Estimator.RANDOM_ONLY, Estimator.HAJEK, Estimator.DIFFERENCE)) {
            Estimate figure = figure(estimator, evidence);
            assertThat(figure.value()).as(estimator.text()).isCloseTo(0.75, EXACT);
            assertThat(interval(figure)).as(estimator.text()).isEqualTo(Interval.point(figure.value()));
        }
    }

    @Test
    void a_census_with_a_label_missing_is_not_exact() {
        Evidence evidence = Evidence.of(
                new Traffic(5, 3.5),
                List.of(stratum(Role.EVAL, 1, 0, 0, true, Outcome.RIGHT, .9, .8, .6, .7)),
                UNLABELED);
        Estimate figure = figure(Estimator.HAJEK, evidence);
        assertThat(interval(figure)).isEqualTo(Interval.wilson(1, 4));
    }

    @Test
    void images_that_nobody_can_tell_widen_the_figure_instead_of_vanishing() {
        List<Stratum> strata = new ArrayList<>(STRATA);
        strata.add(stratum(Role.EVAL, .1, .35, 0, false, Outcome.UNDECIDED, .45, .35));
        Estimate difference = figure(Estimator.DIFFERENCE, evidence(strata));
        assertThat(difference.bounds().low()).isCloseTo(0.797603197106988, EXACT);
        assertThat(difference.bounds().high()).isCloseTo(0.8612987733464834, EXACT);
        assertThat(difference.value()).isCloseTo((0.797603197106988 + 0.8612987733464834) / 2, EXACT);
        assertThat(interval(difference).low()).isCloseTo(0.692546389365672, EXACT);
        assertThat(interval(difference).high()).isCloseTo(0.9241950544172416, EXACT);
        assertThat(size(difference)).isCloseTo(68.03359004097533, within(1e-9));
        assertThat(difference.labels()).isEqualTo(14);
    }

    @Test
    void sums_merge_in_any_split() {
        Evidence whole = evidence(STRATA);
        Evidence first = evidence(STRATA.subList(0, 3));
        Evidence second = evidence(STRATA.subList(3, STRATA.size()));
        Cell merged = first.blind().all().plus(second.blind().all());
        assertThat(merged.w()).isCloseTo(whole.blind().all().w(), within(1e-9));
        assertThat(merged.vff()).isCloseTo(whole.blind().all().vff(), within(1e-9));
        assertThat(merged.n()).isEqualTo(whole.blind().all().n());
    }

    @Test
    void without_labels_only_the_label_free_figure_stands() {
        Evidence evidence = Evidence.of(TRAFFIC, List.of(), UNLABELED);
        assertThat(Arrays.stream(Estimator.values())
                        .filter(estimator -> estimator.estimate(evidence).isPresent()))
                .containsExactly(Estimator.CBPE);
        assertThat(figure(Estimator.CBPE, evidence).value()).isCloseTo(58 / 80.0, EXACT);
    }

    @Test
    void naive_is_the_mean_of_whatever_labels_there_are_and_claims_no_interval() {
        Estimate naive = figure(Estimator.NAIVE, Evidence.of(TRAFFIC, STRATA, new Whole(TRAFFIC, new Tally(40, 17))));
        assertThat(naive.value()).isEqualTo(17 / 40.0);
        assertThat(naive.uncertainty()).isNull();
    }

    @Test
    void the_difference_leads_once_there_are_enough_random_labels() {
        assertThat(evidence(STRATA).headline(7)).isEqualTo(Estimator.DIFFERENCE);
        assertThat(evidence(STRATA).headline(8)).isEqualTo(Estimator.RANDOM_ONLY);
    }

    @Test
    void labels_needed_at_85_percent() {
        assertThat(LabelBudget.labelsFor(0.85, 0.05)).isEqualTo(196);
        assertThat(LabelBudget.labelsFor(0.85, 0.03)).isEqualTo(545);
        assertThat(LabelBudget.labelsFor(0.85, 0.02)).isEqualTo(1225);
        assertThat(LabelBudget.labelsFor(0.85, 0.01)).isEqualTo(4899);
    }

    @Test
    void a_label_that_could_not_have_come_in_is_a_bug() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evidence(List.of(stratum(Role.TRAIN, 0, 1, 0, true, Outcome.RIGHT, .9))));
    }

    @Test
    void the_interval_of_one_label_is_almost_everything() {
        assertThat(Interval.wilson(1, 1).low()).isCloseTo(0.2065, FOUR_DIGITS);
    }

    private static Evidence evidence(List<Stratum> strata) {
        return Evidence.of(TRAFFIC, strata, UNLABELED);
    }

    private static Stratum rights(int n, double rate, double confidence) {
        double[] confidences = new double[n];
        Arrays.fill(confidences, confidence);
        return stratum(Role.EVAL, rate, 0, 0, true, Outcome.RIGHT, confidences);
    }

    private static Stratum stratum(
            Role role,
            double random,
            double low,
            double flag,
            boolean atRandom,
            Outcome outcome,
            double... confidences) {
        double sum = Arrays.stream(confidences).sum();
        double squares = Arrays.stream(confidences).map(f -> f * f).sum();
        return Images.stratum(
                role, new Coins(random, low, flag), atRandom, outcome, new Sums(confidences.length, sum, squares));
    }

    private static Estimate figure(Estimator estimator, Evidence evidence) {
        return estimator.estimate(evidence).orElseThrow();
    }

    private static Interval interval(Estimate estimate) {
        return uncertainty(estimate).interval();
    }

    private static double size(Estimate estimate) {
        return uncertainty(estimate).effectiveSize();
    }

    private static Uncertainty uncertainty(Estimate estimate) {
        return Objects.requireNonNull(estimate.uncertainty(), "the figure has no interval");
    }
}
