package io.gourmetloop.platform.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What one source says about one setting, still as text. {@code source} is how an operator finds it again
 * ({@code gourmetloop.yaml:12}, {@code GOURMETLOOP_HTTP_PORT}); relative paths start at {@code directory}.
 */
record Given(List<String> items, boolean isList, String source, Path directory) {
    Given {
        items = List.copyOf(items);
    }

    static Given scalar(String text, String source, Path directory) {
        return new Given(List.of(text), false, source, directory);
    }

    static Given list(List<String> items, String source, Path directory) {
        return new Given(items, true, source, directory);
    }

    boolean isBlank() {
        return !isList && text().isBlank();
    }

    /** The one value of what is not a list. */
    String text() {
        return items.get(0);
    }
}
