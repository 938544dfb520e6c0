package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import io.gourmetloop.loop.monitoring.Stratum.Coins;
import io.gourmetloop.loop.monitoring.Stratum.Sums;
import io.gourmetloop.loop.sampling.ChosenToday;
import io.gourmetloop.loop.sampling.FlagsToday;
import io.gourmetloop.loop.sampling.LedgerEntry;
import io.gourmetloop.loop.sampling.Salt;
import io.gourmetloop.loop.sampling.Sampler;
import io.gourmetloop.loop.sampling.SamplingDraw;
import io.gourmetloop.platform.config.SamplingConfig;
import io.gourmetloop.platform.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The real sampler, its SHA-256 coins and hashed roles, and estimates that see nothing but its ledger and the labels. */
class HashedCoinsTest {
    private static final int RUNS = 200;
    private static final int IMAGES = 1_000;
    private static final int SESSIONS = 4;
    private static final SamplingConfig CONFIG = new SamplingConfig(
            0.4,
            new SamplingConfig.Random(0.2, 0.05, 150),
            new SamplingConfig.LowConfidence(0.7, 0.5, 0),
            new SamplingConfig.UserFeedback(0.8, 60, 25, 0));

    @Test
    void an_estimate_from_the_ledger_alone_finds_the_truth() {
        List<Run> runs = IntStream.range(0, RUNS)
                .parallel()
                .mapToObj(run -> new Run(answers(new SplittableRandom(run + 100))))
                .toList();
        assertThat(average(runs, Run::error)).isCloseTo(0, within(0.006));
        assertThat(average(runs, Run::covered))
                .as("four standard errors below 95 %")
                .isGreaterThan(0.90);
        assertThat(average(runs, Run::flagsBeyondTheirQuota))
                .as("caps and quotas are in force")
                .isGreaterThan(0.05);
        assertThat(average(runs, Run::naiveError)).isLessThan(-0.1);
    }

    /** One answered image: its ledger, in the order random, low confidence and, where a user flagged it, user feedback. */
    private record Answer(
            double f,
            boolean right,
            SamplingDraw onPrediction,
            @Nullable SamplingDraw onFlag) {
        boolean chosenAtRandom() {
            return onPrediction.ledger().get(0).decision().chosen();
        }

        boolean chosenByFlag() {
            return onFlag != null && onFlag.ledger().get(0).decision().chosen();
        }

        Stream<Purpose> tasks() {
            return Stream.of(onPrediction, onFlag)
                    .filter(Objects::nonNull)
                    .flatMap(draw -> draw.task().stream())
                    .map(LedgerEntry::task);
        }

        Coins coins() {
            return new Coins(
                    onPrediction.ledger().get(0).decision().probability(),
                    onPrediction.ledger().get(1).decision().probability(),
                    onFlag == null ? 0 : onFlag.ledger().get(0).decision().probability());
        }

        Stratum stratum() {
            return Images.stratum(
                    onPrediction.role(),
                    coins(),
                    chosenAtRandom(),
                    right ? Outcome.RIGHT : Outcome.WRONG,
                    new Sums(1, f, f * f));
        }
    }

    private record Run(List<Answer> answers) {
        double error() {
            return difference().value() - truth();
        }

        double covered() {
            return Objects.requireNonNull(difference().uncertainty()).interval().contains(truth()) ? 1 : 0;
        }

        double naiveError() {
            return Estimator.NAIVE.estimate(evidence()).orElseThrow().value() - truth();
        }

        /** Their share of all flags. */
        double flagsBeyondTheirQuota() {
            return average(
                    answers.stream().filter(answer -> answer.onFlag != null).toList(),
                    answer -> answer.coins().flag() == 0 ? 1 : 0);
        }

        private double truth() {
            return average(answers, answer -> answer.right ? 1 : 0);
        }

        private Estimate difference() {
            return Estimator.DIFFERENCE.estimate(evidence()).orElseThrow();
        }

        private Evidence evidence() {
            Traffic traffic = new Traffic(IMAGES, IMAGES * average(answers, Answer::f));
            List<Answer> labeled = answers.stream()
                    .filter(answer -> answer.tasks().findAny().isPresent())
                    .toList();
            List<Stratum> blind = labeled.stream()
                    .filter(answer -> answer.tasks().anyMatch(Purpose::blind))
                    .map(Answer::stratum)
                    .toList();
            long right = labeled.stream().filter(Answer::right).count();
            return Evidence.of(traffic, blind, new Whole(traffic, new Tally(labeled.size(), right)));
        }
    }

    private static List<Answer> answers(RandomGenerator random) {
        Sampler sampler = new Sampler(CONFIG, new Salt("s", new Secret("salt " + random.nextLong())));
        List<Answer> answers = new ArrayList<>();
        long chosenAtRandom = 0;
        long chosenByFlag = 0;
        long[] flags = new long[SESSIONS];
        for (int i = 0; i < IMAGES; i++) {
            ChosenToday counts = new ChosenToday(chosenAtRandom, 0, chosenByFlag);
            Answer answer = answer(sampler, random, counts, new FlagsToday(flags[i % SESSIONS], 0));
            chosenAtRandom += answer.chosenAtRandom() ? 1 : 0;
            chosenByFlag += answer.chosenByFlag() ? 1 : 0;
            flags[i % SESSIONS] += answer.onFlag == null ? 0 : 1;
            answers.add(answer);
        }
        return answers;
    }

    private static Answer answer(Sampler sampler, RandomGenerator random, ChosenToday counts, FlagsToday before) {
        Confidence confidence = new Confidence(0.3 + 0.7 * random.nextDouble());
        boolean right = random.nextDouble() < confidence.value() * confidence.value();
        PredictionId id = new PredictionId(new UUID(random.nextLong(), random.nextLong()));
        byte[] photo = new byte[8];
        random.nextBytes(photo);
        SamplingDraw draw = sampler.decide(id, confidence, Sha256.of(photo), counts);
        boolean flagged = random.nextDouble() < (right ? 0.02 : 0.3);
        boolean hasTask = draw.task().isPresent();
        SamplingDraw onFlag = flagged ? sampler.flag(id, confidence, draw.role(), hasTask, counts, before) : null;
        return new Answer(confidence.value(), right, draw, onFlag);
    }

    private static <T> double average(List<T> values, ToDoubleFunction<T> number) {
        return values.stream().mapToDouble(number).average().orElseThrow();
    }
}
