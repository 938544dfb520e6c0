package io.gourmetloop.loop.monitoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Cohen's kappa of two annotators over the images that both judged: the agreement beyond what two would reach who only
 * share their habits (Cohen 1960).
 */
record Kappa(long images, long agreed, OptionalDouble value) {
    /** So many images were given {@code one} by the first annotator and {@code other} by the second. */
    record Judgments(String one, String other, long images) {}

    static Kappa of(List<Judgments> judgments) {
        Map<String, Long> first = new HashMap<>();
        Map<String, Long> second = new HashMap<>();
        long images = 0;
        long agreed = 0;
        for (Judgments some : judgments) {
            first.merge(some.one, some.images, Long::sum);
            second.merge(some.other, some.images, Long::sum);
            images += some.images;
            agreed += some.one.equals(some.other) ? some.images : 0;
        }
        double byChance = 0;
        for (Map.Entry<String, Long> category : first.entrySet()) {
            double share = category.getValue() / (double) images;
            byChance += share * second.getOrDefault(category.getKey(), 0L) / images;
        }
        return new Kappa(images, agreed, value(images, agreed, byChance));
    }

    /** Undefined where both always say the same one thing, and without an image. */
    private static OptionalDouble value(long images, long agreed, double byChance) {
        return images == 0 || byChance >= 1
                ? OptionalDouble.empty()
                : OptionalDouble.of((agreed / (double) images - byChance) / (1 - byChance));
    }
}
