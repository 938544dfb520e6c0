package io.gourmetloop.platform.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 30d}, {@code 0}, or ISO 8601. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");
    private static final List<Unit> LONGEST_FIRST = List.of(
            new Unit("d", Duration.ofDays(1)),
            new Unit("h", Duration.ofHours(1)),
            new Unit("m", Duration.ofMinutes(1)),
            new Unit("s", Duration.ofSeconds(1)),
            new Unit("ms", Duration.ofMillis(1)));

    private record Unit(String name, Duration length) {}

    private DurationText() {}

    static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher match = FORM.matcher(text);
        return match.matches() ? unit(match.group(2)).multipliedBy(Long.parseLong(match.group(1))) : iso(text);
    }

    static String write(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        return LONGEST_FIRST.stream()
                .filter(unit -> unit.length
                        .multipliedBy(duration.dividedBy(unit.length))
                        .equals(duration))
                .findFirst()
                .map(unit -> duration.dividedBy(unit.length) + unit.name)
                .orElseGet(duration::toString);
    }

    private static Duration unit(String name) {
        return LONGEST_FIRST.stream()
                .filter(unit -> unit.name.equals(name))
                .findFirst()
                .orElseThrow()
                .length;
    }

    private static Duration iso(String text) {
        try {
            Duration duration = Duration.parse(text);
            Check.that(!duration.isNegative(), "a duration cannot be negative");
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a duration like 500ms, 30s, 5m, 1h or 30d", e);
        }
    }
}
