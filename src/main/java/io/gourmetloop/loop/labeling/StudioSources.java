package io.gourmetloop.loop.labeling;

import java.time.Instant;
import java.util.List;

/**
 * The projects that a stream has had in Label Studio, the present one first, the others from the youngest on. A Label
 * Studio that was reset writes to the same prefix as before, so a file tells by its time alone where it comes from.
 */
record StudioSources(List<Source> all) {
    /** Of annotations that are older than every project that is known. */
    static final String UNKNOWN = "label-studio";

    static final StudioSources NONE = new StudioSources(List.of());

    StudioSources {
        all = List.copyOf(all);
    }

    /** A project, and when it was made. */
    record Source(String name, Instant bornAt) {}

    /** Where an annotation was made at that moment, by Label Studio's own clock. */
    String at(Instant made) {
        return all.stream()
                .filter(source -> !source.bornAt().isAfter(made))
                .findFirst()
                .map(Source::name)
                .orElse(UNKNOWN);
    }
}
