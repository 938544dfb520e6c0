package io.gourmetloop.platform.storage;

import java.util.List;
import java.util.Optional;

/** A part of a listing, in the byte order of the keys. With {@code more}, another page may follow. */
public record ListPage(List<ObjectInfo> objects, boolean more, String last) {
    public ListPage {
        objects = List.copyOf(objects);
    }

    /** What {@code startAfter} has to be for the next page; empty on the last one. */
    public Optional<String> next() {
        return more ? Optional.of(last) : Optional.empty();
    }
}
