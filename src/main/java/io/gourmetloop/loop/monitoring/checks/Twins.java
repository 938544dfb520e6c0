package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Pairs of photos that show the same picture, or nearly. */
final class Twins {
    /** Bits of 64 in which the hashes of near duplicates differ at most. */
    private static final int NEAR = 4;

    static final int LEAST_LABELED = 2;

    private Twins() {}

    record Pair(Example earlier, Example later) {
        Exhibit exhibit() {
            return new Exhibit(later.id(), "like " + earlier.id());
        }

        /** With what people called each. */
        Exhibit labeled() {
            return new Exhibit(
                    later.id(),
                    "labeled " + later.labeling().truth() + ", but " + earlier.id() + " is labeled "
                            + earlier.labeling().truth());
        }
    }

    /** Of described examples in order of time: each one whose pixels were there before. */
    static List<Pair> exact(List<Example> examples) {
        Map<String, Example> first = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (Example example : examples) {
            Example earlier = first.putIfAbsent(pixels(example), example);
            if (earlier != null) {
                pairs.add(new Pair(earlier, example));
            }
        }
        return pairs;
    }

    /** Of described examples in order of time: each one with the first before it that looks like it and that matters. */
    static List<Pair> near(List<Example> examples, BiPredicate<Example, Example> matters) {
        long[] hashes = examples.stream().mapToLong(Twins::hash).toArray();
        List<Pair> pairs = new ArrayList<>();
        for (int later = 1; later < hashes.length; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (alike(hashes[earlier], hashes[later]) && matters.test(examples.get(earlier), examples.get(later))) {
                    pairs.add(new Pair(examples.get(earlier), examples.get(later)));
                    break;
                }
            }
        }
        return pairs;
    }

    /** Pairs of labeled photos that differ in what must not differ; {@code like}: what they look like. */
    static CheckOutcome amongLabeled(
            Comparison comparison, BiPredicate<Example, Example> differ, String like, Function<Pair, Exhibit> shown) {
        List<Example> labeled = comparison.all().stream()
                .filter(Example::labeled)
                .filter(Comparison::describes)
                .toList();
        if (labeled.size() < LEAST_LABELED) {
            return NotEnough.inAll(LEAST_LABELED, "labeled photos", labeled.size());
        }
        List<Pair> pairs = near(labeled, differ);
        return Finding.of(
                        pairs.size(),
                        Numbers.photos(pairs.size(), labeled.size(), "looks like " + like, "look like " + like))
                .seenOn(pairs.stream().map(shown).toList());
    }

    /** A picture without any change of brightness, whose hash is 0, looks like nothing. */
    private static boolean alike(long one, long other) {
        return one != 0 && Long.bitCount(one ^ other) <= NEAR;
    }

    private static long hash(Example example) {
        return picture(example).properties().differenceHash();
    }

    private static String pixels(Example example) {
        return picture(example).properties().pixels().hex();
    }

    private static Example.Picture picture(Example example) {
        return java.util.Objects.requireNonNull(example.picture());
    }
}
