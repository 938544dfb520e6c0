package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Role;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import io.gourmetloop.loop.sampling.DailyCap;
import io.gourmetloop.loop.sampling.SamplingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Traffic of one window with known truth: confidences Beta(5, 1.5), a model that is right as often as it claims or not,
 * users who flag, annotators who come to all tasks or not. Images are chosen with the probabilities of the real policies.
 */
record SimulatedProduction(int images, double randomRate, Model model, Users users, Queue queue, DailyCap cap) {
    private static final double EVALUATION_SHARE = 0.4;
    private static final double[] CONFIDENCES = confidences(200_000, new SplittableRandom(5));

    /** Chance that an answer of this confidence is right; {@code time} runs from 0 to 1 over the window. */
    interface Model {
        double right(double confidence, double time);

        /** Right with the probability c^γ: calibrated at 1, over-confident above, under-confident below. */
        static Model power(double gamma) {
            return (confidence, time) -> Math.pow(confidence, gamma);
        }
    }

    /** Shares of wrong and of right answers that users flag. */
    record Users(double flagWrong, double flagRight) {
        static final Users ATTENTIVE = new Users(0.2, 0.02);
    }

    /** Share of the tasks that is closed, by chance or from the oldest on; the latter is cut where the product cuts. */
    record Queue(double closed, boolean inOrder) {
        static final Queue DONE = new Queue(1, false);
        private static final double ENOUGH = 0.95;

        /** Of {@code tasks} in order of arrival those before the cut. */
        int usable(int tasks) {
            int done = (int) (closed * tasks);
            return inOrder ? Math.min(tasks, (int) Math.floor(done / ENOUGH)) : tasks;
        }

        boolean isClosed(int task, int tasks, RandomGenerator random) {
            return inOrder ? task < (int) (closed * tasks) : random.nextDouble() < closed;
        }
    }

    static SimulatedProduction of(int images, double randomRate, Model model) {
        return new SimulatedProduction(images, randomRate, model, Users.ATTENTIVE, Queue.DONE, DailyCap.NONE);
    }

    SimulatedProduction with(Users others) {
        return new SimulatedProduction(images, randomRate, model, others, queue, cap);
    }

    SimulatedProduction with(Queue other) {
        return new SimulatedProduction(images, randomRate, model, users, other, cap);
    }

    SimulatedProduction with(DailyCap other) {
        return new SimulatedProduction(images, randomRate, model, users, queue, other);
    }

    /** What monitoring sees of one run, and the accuracy of the same images that it cannot see. */
    record Run(Evidence evidence, double truth) {}

    Run run(RandomGenerator random) {
        List<Image> answered = answered(random);
        List<Integer> tasks = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            if (answered.get(i).hasTask()) {
                tasks.add(i);
            }
        }
        int usable = queue.usable(tasks.size());
        int end = usable < tasks.size() ? tasks.get(usable) : images;
        Ledger ledger = new Ledger();
        for (int task = 0; task < usable; task++) {
            if (queue.isClosed(task, tasks.size(), random)) {
                ledger.label(answered.get(tasks.get(task)));
            }
        }
        return ledger.close(answered.subList(0, end));
    }

    private List<Image> answered(RandomGenerator random) {
        Coins coins = new Coins();
        List<Image> answered = new ArrayList<>(images);
        for (int i = 0; i < images; i++) {
            double f = CONFIDENCES[random.nextInt(CONFIDENCES.length)];
            boolean right = random.nextDouble() < model.right(f, (double) i / images);
            boolean flagged = random.nextDouble() < (right ? users.flagRight : users.flagWrong);
            Role role = random.nextDouble() < EVALUATION_SHARE ? Role.EVAL : Role.TRAIN;
            answered.add(coins.toss(f, right, flagged, role, random));
        }
        return answered;
    }

    private record Image(
            double f, boolean right, Role role, double pRandom, double inclusion, boolean byRandom, boolean byOther) {
        boolean hasTask() {
            return byRandom || byOther;
        }

        boolean blind() {
            return byRandom || role == Role.EVAL;
        }

        Outcome outcome() {
            return right ? Outcome.RIGHT : Outcome.WRONG;
        }

        Cell cell(double probability) {
            return Cell.of(probability, 1, f, f * f);
        }
    }

    /** The coins of one window; a cap looks at what was chosen before. */
    private final class Coins {
        private final SamplingPolicy randomPolicy = new SamplingPolicy.Random(randomRate, 0.01, cap);
        private final SamplingPolicy lowPolicy = new SamplingPolicy.LowConfidence(new Confidence(0.7), 0.35, cap);
        private long chosenAtRandom;
        private long chosenAsUnsure;

        Image toss(double f, boolean right, boolean flagged, Role role, RandomGenerator random) {
            Confidence confidence = new Confidence(f);
            double pRandom = randomPolicy.probability(confidence, chosenAtRandom);
            double pLow = lowPolicy.probability(confidence, chosenAsUnsure);
            double pFlag = flagged ? 1 : 0;
            boolean byRandom = random.nextDouble() < pRandom;
            boolean byLow = random.nextDouble() < pLow;
            chosenAtRandom += byRandom ? 1 : 0;
            chosenAsUnsure += byLow ? 1 : 0;
            double inclusion = role.inclusionProbability(pRandom, pLow, pFlag);
            return new Image(f, right, role, pRandom, inclusion, byRandom, byLow || flagged);
        }
    }

    /** Labels that came in. */
    private static final class Ledger {
        private Sample blind = Sample.EMPTY;
        private Sample atRandom = Sample.EMPTY;
        private Tally anyLabel = Tally.NONE;

        void label(Image image) {
            anyLabel = anyLabel.plus(new Tally(1, image.right ? 1 : 0));
            if (image.blind()) {
                blind = blind.plus(image.outcome(), image.cell(image.inclusion));
            }
            if (image.byRandom) {
                atRandom = atRandom.plus(image.outcome(), image.cell(image.pRandom));
            }
        }

        Run close(List<Image> usable) {
            Traffic traffic = new Traffic(
                    usable.size(), usable.stream().mapToDouble(Image::f).sum());
            double right = usable.stream().filter(Image::right).count();
            return new Run(new Evidence(traffic, blind, atRandom, new Whole(traffic, anyLabel)), right / usable.size());
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
