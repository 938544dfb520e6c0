package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.Label;
import io.gourmetloop.model.inference.Classified;
import java.util.Arrays;
import java.util.List;

/**
 * What the model said: {@code probabilities} has shape [C], in the order of its labels, calibrated, summing to 1, and the
 * confidence is their maximum; {@code entropy} is in nats; {@code margin} lies between the two most probable classes.
 */
public record Scores(
        Label label, int labelIndex, Confidence confidence, List<Double> probabilities, double entropy, double margin) {
    public Scores {
        probabilities = List.copyOf(probabilities);
    }

    static Scores of(Classified classified) {
        return new Scores(
                classified.prediction(),
                classified.index(),
                classified.confidence(),
                Arrays.stream(classified.probabilities().toArray()).boxed().toList(),
                classified.probabilities().entropy(),
                classified.probabilities().margin());
    }
}
