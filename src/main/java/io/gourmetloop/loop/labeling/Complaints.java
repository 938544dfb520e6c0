package io.gourmetloop.loop.labeling;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The first few of what is wrong, and how many more there are: a text for results and logs. */
final class Complaints {
    private static final int SHOWN = 5;

    private Complaints() {}

    static String text(List<String> complaints) {
        String first = complaints.stream().limit(SHOWN).collect(joining(", "));
        int more = complaints.size() - SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
