package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Confidence;
import java.util.Arrays;

/** Calibrated probabilities of shape [C], in the order of the model's labels. */
public final class Probabilities {
    private final double[] values;
    private final int top;

    private Probabilities(double[] values) {
        this.values = values;
        this.top = argmax(values, -1);
    }

    /** Softmax of logits / temperature (temperature scaling: Guo et al., On calibration of modern neural networks, 2017). */
    static Probabilities softmax(float[] logits, double temperature) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new IllegalStateException("The graph answered with a logit that is no number");
            }
            largest = Math.max(largest, logit);
        }
        double[] values = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp((logits[i] - largest) / temperature);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return new Probabilities(values);
    }

    public int size() {
        return values.length;
    }

    public double at(int index) {
        return values[index];
    }

    /** Index of the most probable class; the first of equals. */
    public int top() {
        return top;
    }

    public Confidence confidence() {
        return new Confidence(values[top]);
    }

    /** −Σ p ln p, in nats. */
    public double entropy() {
        double sum = 0;
        for (double p : values) {
            sum -= p > 0 ? p * Math.log(p) : 0;
        }
        return Math.max(0, sum);
    }

    /** Distance between the two most probable classes. */
    public double margin() {
        return values[top] - values[argmax(values, top)];
    }

    public double[] toArray() {
        return values.clone();
    }

    private static int argmax(double[] values, int except) {
        int best = except == 0 ? 1 : 0;
        for (int i = best + 1; i < values.length; i++) {
            if (i != except && values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
