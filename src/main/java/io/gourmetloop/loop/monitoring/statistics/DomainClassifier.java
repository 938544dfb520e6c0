package io.gourmetloop.loop.monitoring.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Learns to tell two samples of vectors apart; where it cannot, they are alike. Each vector is scored by a classifier that
 * has not seen it (cross-validation).
 */
public final class DomainClassifier {
    private static final int FOLDS = 5;

    private final int ones;
    private final double[] scores;
    private final boolean[] second;

    public DomainClassifier(List<float[]> one, List<float[]> other, RandomGenerator random) {
        if (one.size() < FOLDS || other.size() < FOLDS) {
            throw new IllegalArgumentException("Each sample needs a vector for each of " + FOLDS + " folds");
        }
        ones = one.size();
        List<float[]> pooled = new ArrayList<>(one);
        pooled.addAll(other);
        second = new boolean[pooled.size()];
        Arrays.fill(second, ones, pooled.size(), true);
        scores = new double[pooled.size()];
        int[] folds = folds(ones, other.size(), random);
        for (int fold = 0; fold < FOLDS; fold++) {
            score(pooled, folds, fold);
        }
    }

    /** {@code max(2·AUC − 1, 0)}: 0 where both look alike, 1 where each vector tells its sample. */
    public Tested test() {
        Tested area = RankSum.area(scores, second);
        return new Tested(Math.max(0, 2 * area.statistic() - 1), area.pValue());
    }

    /** Scores of the first sample. */
    public double[] familiarity() {
        return Arrays.copyOf(scores, ones);
    }

    /** Scores of the second sample, in the order of its vectors; high: unlike the first one. */
    public double[] strangeness() {
        return Arrays.copyOfRange(scores, ones, scores.length);
    }

    private void score(List<float[]> pooled, int[] folds, int fold) {
        List<float[]> rows = new ArrayList<>();
        List<Float> targets = new ArrayList<>();
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] != fold) {
                rows.add(pooled.get(i));
                targets.add(second[i] ? 1f : -1f);
            }
        }
        Ridge classifier = new Ridge(rows, centered(targets));
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] == fold) {
                scores[i] = classifier.score(pooled.get(i));
            }
        }
    }

    private static float[] centered(List<Float> targets) {
        float mean = (float)
                targets.stream().mapToDouble(Float::doubleValue).average().orElse(0);
        float[] centered = new float[targets.size()];
        for (int i = 0; i < centered.length; i++) {
            centered[i] = targets.get(i) - mean;
        }
        return centered;
    }

    /** Each fold has the same share of both samples. */
    private static int[] folds(int ones, int others, RandomGenerator random) {
        int[] folds = new int[ones + others];
        fill(folds, 0, ones, random);
        fill(folds, ones, ones + others, random);
        return folds;
    }

    private static void fill(int[] folds, int from, int to, RandomGenerator random) {
        for (int i = from; i < to; i++) {
            int j = from + random.nextInt(i - from + 1);
            folds[i] = folds[j];
            folds[j] = (i - from) % FOLDS;
        }
    }
}
