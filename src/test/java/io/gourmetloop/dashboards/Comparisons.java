package io.gourmetloop.dashboards;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns comparisons that filter into comparisons that answer 0 or 1. */
final class Comparisons {
    /** A text or a selector, in which nothing is a comparison of series, or an operator. */
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|(==|!=|>=?+|<=?+)(?! *bool)");

    private Comparisons() {}

    static String asValues(String expression) {
        return TOKEN.matcher(expression)
                .replaceAll(token ->
                        Matcher.quoteReplacement(token.group(1) == null ? token.group() : token.group() + " bool"));
    }
}
