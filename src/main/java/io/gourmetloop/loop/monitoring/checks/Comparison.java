package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.PredictionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Photos of before and of now, each in order of time, the classes of the version that answered them, and what it says to
 * some photos of now when they are changed.
 */
public record Comparison(Labels classes, List<Example> reference, List<Example> current, List<Retold> retold) {
    private static final long SEED = 20_260_101;

    public Comparison {
        reference = inOrder(reference);
        current = inOrder(current);
        retold = List.copyOf(retold);
    }

    private static List<Example> inOrder(List<Example> examples) {
        return examples.stream()
                .sorted(Comparator.comparing(example -> example.id().value()))
                .toList();
    }

    /** Both sides, oldest first. */
    List<Example> all() {
        return Stream.concat(reference.stream(), current.stream()).toList();
    }

    /** The same at each call: a check that is run again says the same. */
    static Random random() {
        return new Random(SEED);
    }

    /** At most so many of those that fit, at random. */
    static List<Example> some(List<Example> examples, Predicate<Example> fit, int most) {
        List<Example> fitting = new ArrayList<>(examples.stream().filter(fit).toList());
        if (fitting.size() > most) {
            Collections.shuffle(fitting, random());
        }
        return fitting.subList(0, Math.min(most, fitting.size()));
    }

    static boolean describes(Example example) {
        return example.picture() != null;
    }

    static boolean isEmbedded(Example example) {
        return example.embedding() != null;
    }

    /** Of examples that have one. */
    static List<float[]> embeddings(List<Example> examples) {
        return examples.stream()
                .map(Example::embedding)
                .filter(java.util.Objects::nonNull)
                .map(embedding -> embedding.toArray())
                .toList();
    }

    static PredictionId newest(List<Example> examples) {
        return examples.get(examples.size() - 1).id();
    }
}
