package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import io.gourmetloop.loop.sampling.DailyCap;
import io.gourmetloop.loop.sampling.SamplingPolicy;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Traffic of one window with known truth: confidences Beta(5, 1.5), an answer of confidence c is right with probability
 * c^gamma, users flag 20 % of the wrong answers and 2 % of the right ones. Images are chosen with the probabilities of
 * the real policies.
 */
record SimulatedProduction(int images, double randomRate, double gamma, double closed, DailyCap cap) {
    private static final double EVALUATION_SHARE = 0.4;
    private static final double[] CONFIDENCES = confidences(200_000, new SplittableRandom(5));

    SimulatedProduction(int images, double randomRate, double gamma) {
        this(images, randomRate, gamma, 1, DailyCap.NONE);
    }

    /** What monitoring sees of one run, and the accuracy that it cannot see. */
    record Run(Evidence evidence, double truth) {}

    Run run(RandomGenerator random) {
        Window window = new Window(random);
        for (int i = 0; i < images; i++) {
            double f = CONFIDENCES[random.nextInt(CONFIDENCES.length)];
            boolean right = random.nextDouble() < Math.pow(f, gamma);
            boolean flagged = random.nextDouble() < (right ? 0.02 : 0.2);
            Role role = random.nextDouble() < EVALUATION_SHARE ? Role.EVAL : Role.TRAIN;
            window.answer(new Image(f, right, flagged, role));
        }
        return new Run(window.evidence(), (double) window.right / images);
    }

    private record Image(double f, boolean right, boolean flagged, Role role) {
        Outcome outcome() {
            return right ? Outcome.RIGHT : Outcome.WRONG;
        }

        Cell cell(double inclusion) {
            return Cell.of(inclusion, 1, f, f * f);
        }
    }

    /** One window filling up: coins are thrown, labels come in. */
    private final class Window {
        private final SamplingPolicy randomPolicy = new SamplingPolicy.Random(randomRate, 0.01, cap);
        private final SamplingPolicy lowPolicy = new SamplingPolicy.LowConfidence(new Confidence(0.7), 0.35, cap);
        private final SamplingPolicy flagPolicy = new SamplingPolicy.UserFeedback(1, DailyCap.NONE);
        private final RandomGenerator random;
        private Sample blind = Sample.EMPTY;
        private Sample atRandom = Sample.EMPTY;
        private Tally anyLabel = new Tally(0, 0);
        private double confidences;
        private long chosenAtRandom;
        private long chosenAsUnsure;
        private int right;

        Window(RandomGenerator random) {
            this.random = random;
        }

        void answer(Image image) {
            Confidence confidence = new Confidence(image.f);
            double pRandom = randomPolicy.probability(confidence, chosenAtRandom);
            double pLow = lowPolicy.probability(confidence, chosenAsUnsure);
            double pFlag = image.flagged ? flagPolicy.probability(confidence, 0) : 0;
            boolean byRandom = random.nextDouble() < pRandom;
            boolean byLow = random.nextDouble() < pLow;
            boolean byFlag = random.nextDouble() < pFlag;
            chosenAtRandom += byRandom ? 1 : 0;
            chosenAsUnsure += byLow ? 1 : 0;
            confidences += image.f;
            right += image.right ? 1 : 0;
            if ((byRandom || byLow || byFlag) && random.nextDouble() < closed) {
                label(image, byRandom, pRandom, image.role.inclusionProbability(pRandom, pLow, pFlag));
            }
        }

        private void label(Image image, boolean byRandom, double pRandom, double inclusion) {
            anyLabel = new Tally(anyLabel.labels() + 1, anyLabel.right() + (image.right ? 1 : 0));
            if (byRandom || image.role == Role.EVAL) {
                blind = blind.plus(image.outcome(), image.cell(inclusion));
            }
            if (byRandom) {
                atRandom = atRandom.plus(image.outcome(), image.cell(pRandom));
            }
        }

        Evidence evidence() {
            Traffic traffic = new Traffic(images, confidences);
            return new Evidence(traffic, blind, atRandom, new Whole(traffic, anyLabel));
        }
    }

    private static double[] confidences(int count, RandomGenerator random) {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++) {
            double a = gamma(5, random);
            drawn[i] = a / (a + gamma(1.5, random));
        }
        return drawn;
    }

    /** Marsaglia and Tsang 2000, for shapes of 1 and more. */
    private static double gamma(double shape, RandomGenerator random) {
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
