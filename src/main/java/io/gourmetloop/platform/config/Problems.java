package io.gourmetloop.platform.config;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the settings, collected so that an operator sees all of it at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String source, String problem) {
        found.add(source + ": " + problem);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidConfiguration(found);
        }
    }
}
