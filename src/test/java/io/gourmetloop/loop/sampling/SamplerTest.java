package io.gourmetloop.loop.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.platform.config.SamplingConfig;
import io.gourmetloop.platform.config.Secret;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final Salt SALT = new Salt("s1", new Secret("pinch of salt"));
    private static final Confidence SURE = new Confidence(0.9);
    private static final Confidence UNSURE = new Confidence(0.4);
    private static final Sha256 PIZZA = Sha256.of("pizza".getBytes(UTF_8));
    private final Random random = new Random(7);

    @Test
    void each_image_has_a_row_of_each_stream_with_the_probability_that_was_used() {
        Sampler sampler = sampler(0.4, 0.1, 0.35, 1);
        SamplingDraw sure = sampler.decide(newId(), SURE, PIZZA, ChosenToday.NONE);
        assertThat(sure.ledger())
                .extracting(LedgerEntry::stream)
                .containsExactly(SamplingStream.RANDOM, SamplingStream.LOW_CONFIDENCE);
        assertThat(probabilities(sure)).containsExactly(0.1, 0.0);
        SamplingDraw unsure = sampler.decide(newId(), UNSURE, PIZZA, ChosenToday.NONE);
        assertThat(probabilities(unsure)).containsExactly(0.1, 0.35);
    }

    @Test
    void rows_name_the_salt_and_the_settings_that_they_came_from() {
        LedgerEntry entry = sampler(0.4, 0.1, 0.35, 1)
                .decide(newId(), SURE, PIZZA, ChosenToday.NONE)
                .ledger()
                .get(0);
        assertThat(entry.saltId()).isEqualTo("s1");
        assertThat(entry.policyVersion()).isEqualTo("b31653e19f26");
        assertThat(sampler(0.4, 0.2, 0.35, 1).policyVersion()).isNotEqualTo(entry.policyVersion());
    }

    @Test
    void the_same_image_gets_the_same_draw_from_every_server() {
        PredictionId id = newId();
        assertThat(sampler(0.4, 0.1, 0.35, 1).decide(id, UNSURE, PIZZA, ChosenToday.NONE))
                .isEqualTo(sampler(0.4, 0.1, 0.35, 1).decide(id, UNSURE, PIZZA, ChosenToday.NONE));
    }

    @Test
    void the_role_is_a_hash_of_the_picture_not_of_the_prediction() {
        assertThat(sampler(0.62, 0.1, 0.35, 1).role(PIZZA)).isEqualTo(Role.TRAIN);
        assertThat(sampler(0.6204, 0.1, 0.35, 1).role(PIZZA)).isEqualTo(Role.EVAL);
        assertThat(sampler(0, 0.1, 0.35, 1).role(PIZZA)).isEqualTo(Role.TRAIN);
        assertThat(sampler(1, 0.1, 0.35, 1).role(PIZZA)).isEqualTo(Role.EVAL);
    }

    @Test
    void shares_of_coins_and_roles_match_their_rates() {
        Sampler sampler = sampler(0.4, 0.1, 0.35, 1);
        List<SamplingDraw> draws = IntStream.range(0, 20_000)
                .mapToObj(i -> sampler.decide(newId(), UNSURE, newPhoto(), ChosenToday.NONE))
                .toList();
        assertThat(share(draws, 0)).isCloseTo(0.1, within(0.008));
        assertThat(share(draws, 1)).isCloseTo(0.35, within(0.013));
        long eval = draws.stream().filter(draw -> draw.role() == Role.EVAL).count();
        assertThat(eval / 20_000.0).isCloseTo(0.4, within(0.013));
    }

    @Test
    void an_image_chosen_twice_has_one_task_in_the_earlier_stream_and_keeps_both_rows() {
        SamplingDraw draw = sampler(0.4, 1, 1, 1).decide(newId(), UNSURE, PIZZA, ChosenToday.NONE);
        assertThat(draw.ledger()).allMatch(entry -> entry.decision().chosen());
        assertThat(draw.task()).map(LedgerEntry::stream).contains(SamplingStream.RANDOM);
        assertThat(draw.ledger().get(1).task()).isNull();
    }

    @Test
    void a_task_is_blind_when_the_random_coin_chose_it_or_its_image_is_there_to_evaluate() {
        assertThat(purpose(sampler(0, 1, 0, 1))).isEqualTo(Purpose.EVALUATION);
        assertThat(purpose(sampler(1, 1, 0, 1))).isEqualTo(Purpose.EVALUATION);
        assertThat(purpose(sampler(1, 1e-9, 1, 1))).isEqualTo(Purpose.EVALUATION);
        assertThat(purpose(sampler(0, 1e-9, 1, 1))).isEqualTo(Purpose.TRAIN);
    }

    @Test
    void an_image_that_no_coin_chose_has_no_task() {
        SamplingDraw draw = sampler(1, 1e-9, 1, 1).decide(newId(), SURE, PIZZA, ChosenToday.NONE);
        assertThat(draw.task()).isEmpty();
        assertThat(draw.ledger()).noneMatch(entry -> entry.decision().chosen());
    }

    @Test
    void a_flag_makes_a_task_that_is_blind_for_evaluation_images_and_guided_for_the_others() {
        assertThat(flagged(Role.EVAL, false).task()).map(LedgerEntry::task).contains(Purpose.EVALUATION);
        assertThat(flagged(Role.TRAIN, false).task()).map(LedgerEntry::task).contains(Purpose.TRAIN);
    }

    @Test
    void a_flag_on_an_image_with_a_task_stays_in_the_ledger_only() {
        SamplingDraw draw = flagged(Role.EVAL, true);
        assertThat(draw.task()).isEmpty();
        assertThat(draw.ledger()).singleElement().satisfies(entry -> {
            assertThat(entry.stream()).isEqualTo(SamplingStream.USER_FEEDBACK);
            assertThat(entry.decision().chosen()).isTrue();
        });
    }

    @Test
    void each_stream_sinks_with_its_own_count_only() {
        SamplingConfig config = new SamplingConfig(
                0.4,
                new SamplingConfig.Random(0.2, 0.01, 100),
                new SamplingConfig.LowConfidence(0.7, 0.4, 100),
                new SamplingConfig.UserFeedback(1, 100, 0, 0));
        Sampler sampler = new Sampler(config, SALT);
        ChosenToday counts = new ChosenToday(75, 100, 90);
        assertThat(sampler.capped()).isTrue();
        assertThat(probabilities(sampler.decide(newId(), UNSURE, PIZZA, counts)))
                .containsExactly(0.1, 0.0);
        assertThat(probabilities(sampler.flag(newId(), UNSURE, Role.EVAL, false, counts, FlagsToday.NONE)))
                .first()
                .satisfies(p -> assertThat(p).isCloseTo(0.2, within(1e-12)));
    }

    @Test
    void a_flag_beyond_the_quota_of_its_session_or_address_is_drawn_with_probability_0_and_stays_in_the_ledger() {
        SamplingConfig config = new SamplingConfig(
                0.4,
                new SamplingConfig.Random(0.1, 0.01, 0),
                new SamplingConfig.LowConfidence(0.7, 0.35, 0),
                new SamplingConfig.UserFeedback(0.8, 0, 3, 5));
        Sampler sampler = new Sampler(config, SALT);
        assertThat(probabilityOfFlag(sampler, new FlagsToday(2, 4))).isEqualTo(0.8);
        assertThat(probabilityOfFlag(sampler, new FlagsToday(3, 4))).isZero();
        assertThat(probabilityOfFlag(sampler, new FlagsToday(2, 5))).isZero();
        assertThat(probabilityOfFlag(sampler(0.4, 0.1, 0.35, 0.8), new FlagsToday(10_000, 10_000)))
                .isEqualTo(0.8);
    }

    private double probabilityOfFlag(Sampler sampler, FlagsToday before) {
        SamplingDraw draw = sampler.flag(newId(), SURE, Role.EVAL, false, ChosenToday.NONE, before);
        Decision decision = draw.ledger().get(0).decision();
        assertThat(draw.task().isPresent()).isEqualTo(decision.chosen());
        return decision.probability();
    }

    @Test
    void inclusion_follows_from_the_ledger_alone() {
        assertThat(Role.EVAL.inclusionProbability(0.1, 0.35, 0)).isCloseTo(0.415, within(1e-12));
        assertThat(Role.EVAL.inclusionProbability(0.1, 0, 0)).isCloseTo(0.1, within(1e-12));
        assertThat(Role.EVAL.inclusionProbability(0.1, 0.35, 1)).isEqualTo(1);
        assertThat(Role.EVAL.inclusionProbability(0.1, 0.35, 0.5)).isCloseTo(0.7075, within(1e-12));
        assertThat(Role.TRAIN.inclusionProbability(0.1, 0.35, 1)).isEqualTo(0.1);
    }

    @Test
    void the_share_of_blind_images_is_the_inclusion_probability() {
        Sampler sampler = sampler(1, 0.1, 0.35, 1);
        long blind = IntStream.range(0, 20_000)
                .mapToObj(i -> sampler.decide(newId(), UNSURE, newPhoto(), ChosenToday.NONE))
                .filter(draw -> draw.task().isPresent())
                .count();
        assertThat(blind / 20_000.0).isCloseTo(0.415, within(0.013));
    }

    private SamplingDraw flagged(Role role, boolean hasTask) {
        return sampler(0.4, 0.1, 0.35, 1).flag(newId(), SURE, role, hasTask, ChosenToday.NONE, FlagsToday.NONE);
    }

    private Purpose purpose(Sampler sampler) {
        return sampler.decide(newId(), UNSURE, PIZZA, ChosenToday.NONE)
                .task()
                .map(LedgerEntry::task)
                .orElseThrow();
    }

    private static double share(List<SamplingDraw> draws, int entry) {
        return draws.stream()
                        .filter(draw -> draw.ledger().get(entry).decision().chosen())
                        .count()
                / (double) draws.size();
    }

    private static List<Double> probabilities(SamplingDraw draw) {
        return draw.ledger().stream()
                .map(entry -> entry.decision().probability())
                .toList();
    }

    private static Sampler sampler(double evaluationShare, double random, double low, double flags) {
        SamplingConfig config = new SamplingConfig(
                evaluationShare,
                new SamplingConfig.Random(random, Math.min(0.01, random), 0),
                new SamplingConfig.LowConfidence(0.7, low, 0),
                new SamplingConfig.UserFeedback(flags, 0, 0, 0));
        return new Sampler(config, SALT);
    }

    private PredictionId newId() {
        return new PredictionId(new UUID(random.nextLong(), random.nextLong()));
    }

    private Sha256 newPhoto() {
        byte[] photo = new byte[16];
        random.nextBytes(photo);
        return Sha256.of(photo);
    }
}
