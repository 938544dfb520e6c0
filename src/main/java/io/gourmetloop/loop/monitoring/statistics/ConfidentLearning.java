package io.gourmetloop.loop.monitoring.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds labels that are probably wrong (Northcutt, Jiang and Chuang 2021). A class is credible for an example when its
 * probability reaches the mean that it has over the examples labeled so.
 */
public final class ConfidentLearning {
    private final List<Labeled> examples;
    private final double[] thresholds;

    /** {@code probabilities} are calibrated and of a model that has not seen the example: one for each class. */
    public record Labeled(int label, List<Double> probabilities) {
        public Labeled {
            probabilities = List.copyOf(probabilities);
        }
    }

    /** {@code margin}: how much more probable the likely class is than the label. */
    public record Suspect(int example, int likely, double margin) {}

    public ConfidentLearning(List<Labeled> examples, int classes) {
        this.examples = List.copyOf(examples);
        this.thresholds = new double[classes];
        int[] counts = new int[classes];
        for (Labeled example : examples) {
            counts[example.label]++;
            thresholds[example.label] += example.probabilities.get(example.label);
        }
        for (int i = 0; i < classes; i++) {
            thresholds[i] = counts[i] == 0 ? Double.POSITIVE_INFINITY : thresholds[i] / counts[i];
        }
    }

    /** C: labeled i, most probably j, one row for each i. Examples for which no class is credible are left out. */
    public int[][] confidentJoint() {
        int[][] joint = new int[thresholds.length][thresholds.length];
        for (Labeled example : examples) {
            int likely = likely(example);
            if (likely >= 0) {
                joint[example.label][likely]++;
            }
        }
        return joint;
    }

    /** Those off the diagonal, the surest first. */
    public List<Suspect> suspects() {
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Labeled example = examples.get(i);
            int likely = likely(example);
            if (likely >= 0 && likely != example.label) {
                double margin = example.probabilities.get(likely) - example.probabilities.get(example.label);
                suspects.add(new Suspect(i, likely, margin));
            }
        }
        suspects.sort(Comparator.comparingDouble(Suspect::margin).reversed());
        return suspects;
    }

    /** The most probable of the credible classes; −1 for none. */
    private int likely(Labeled example) {
        int likely = -1;
        for (int j = 0; j < thresholds.length; j++) {
            double probability = example.probabilities.get(j);
            if (probability >= thresholds[j] && (likely < 0 || probability > example.probabilities.get(likely))) {
                likely = j;
            }
        }
        return likely;
    }
}
