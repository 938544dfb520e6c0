package io.gourmetloop.loop.labeling;

import io.gourmetloop.loop.labeling.AnnotationStore.Change;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came: annotations that were not known, newer states of known ones, the end of known ones, and what is wrong with
 * those that were passed over.
 */
record Taken(int added, int changed, int deleted, List<String> complaints) {
    static final Taken NOTHING = new Taken(0, 0, 0);

    Taken {
        complaints = List.copyOf(complaints);
    }

    Taken(int added, int changed, int deleted) {
        this(added, changed, deleted, List.of());
    }

    static Taken of(Change change) {
        return switch (change) {
            case ADDED -> new Taken(1, 0, 0);
            case CHANGED -> new Taken(0, 1, 0);
            case NONE -> NOTHING;
        };
    }

    static Taken complaining(List<String> complaints) {
        return new Taken(0, 0, 0, complaints);
    }

    /** Empty when all was understood. */
    Optional<String> complaint() {
        return complaints.isEmpty() ? Optional.empty() : Optional.of(Complaints.text(complaints));
    }

    Taken plus(Taken other) {
        return new Taken(
                added + other.added,
                changed + other.changed,
                deleted + other.deleted,
                Stream.concat(complaints.stream(), other.complaints.stream()).toList());
    }
}
