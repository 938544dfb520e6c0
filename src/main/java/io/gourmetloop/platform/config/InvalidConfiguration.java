package io.gourmetloop.platform.config;

import java.util.List;

/** The settings cannot be used as they are: every problem at once, each with the place where it was written. */
public final class InvalidConfiguration extends RuntimeException {
    private final List<String> problems;

    InvalidConfiguration(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
