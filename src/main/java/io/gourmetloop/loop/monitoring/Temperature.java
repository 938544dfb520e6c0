package io.gourmetloop.loop.monitoring;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Fits the power to which probabilities have to be raised so that they promise what labels keep: temperature scaling (Guo
 * et al. 2017), where the power is the old temperature over the new one. The weighted log loss is convex in the power, so
 * its slope is bisected.
 */
final class Temperature {
    private static final double LEAST = 0.1;
    private static final double MOST = 10;
    private static final int HALVINGS = 40;
    /** No probability is taken as impossible: it would make any loss infinite. */
    private static final double SMALLEST = 1e-300;

    private Temperature() {}

    /** Probabilities under the old temperature, which of them is true, and how many answers the image stands for. */
    static final class Example {
        private final double[] probabilities;
        private final int truth;
        private final double weight;

        Example(double[] probabilities, int truth, double weight) {
            this.probabilities = probabilities;
            this.truth = truth;
            this.weight = weight;
        }
    }

    /** The power, and the mean log loss without and with it. */
    record Fit(double sharpness, double lossBefore, double lossAfter) {}

    static Fit fit(List<Example> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("No example to fit on");
        }
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (average(examples, example -> slope(example, middle)) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        double sharpness = Math.sqrt(low * high);
        return new Fit(sharpness, loss(examples, 1), loss(examples, sharpness));
    }

    private static double loss(List<Example> examples, double sharpness) {
        return average(examples, example -> {
            double[] logs = logs(example);
            return logOfSum(logs, sharpness) - sharpness * logs[example.truth];
        });
    }

    /** Derivative of an example's loss: the expected log probability under the power, minus that of the truth. */
    private static double slope(Example example, double sharpness) {
        double[] logs = logs(example);
        double norm = logOfSum(logs, sharpness);
        double expected = 0;
        for (double log : logs) {
            expected += Math.exp(sharpness * log - norm) * log;
        }
        return expected - logs[example.truth];
    }

    private static double logOfSum(double[] logs, double sharpness) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, sharpness * log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(sharpness * log - largest);
        }
        return largest + Math.log(sum);
    }

    private static double[] logs(Example example) {
        double[] logs = new double[example.probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(Math.max(SMALLEST, example.probabilities[i]));
        }
        return logs;
    }

    private static double average(List<Example> examples, ToDoubleFunction<Example> of) {
        double sum = 0;
        double weight = 0;
        for (Example example : examples) {
            sum += example.weight * of.applyAsDouble(example);
            weight += example.weight;
        }
        return sum / weight;
    }
}
