package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Choices of photos that show a finding. */
final class Exhibits {
    private static final int MOST = 8;

    private Exhibits() {}

    /** The photos with the highest of these scores, one for each photo. */
    static List<Exhibit> strangest(List<Example> photos, double[] strangeness) {
        return IntStream.range(0, strangeness.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> strangeness[i])
                        .reversed())
                .limit(MOST)
                .map(i -> of(photos.get(i)))
                .toList();
    }

    static Exhibit of(Example photo) {
        return new Exhibit(
                photo.id(),
                "answered " + photo.answer().label().text() + ", confidence "
                        + Numbers.text(photo.answer().confidence()));
    }

    static Exhibit labeled(Example photo) {
        return new Exhibit(
                photo.id(),
                "labeled " + photo.labeling().truth() + ", answered "
                        + photo.answer().label().text());
    }
}
