package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The windows of fixed length: aligned in UTC, weeks to Mondays. */
record WindowCalendar(List<Duration> lengths, int keep) {
    private static final Instant A_MONDAY = Instant.parse("1970-01-05T00:00:00Z");

    WindowCalendar {
        lengths = List.copyOf(lengths);
    }

    /** ISO 8601 duration, in days where it is whole days: {@code PT1H}, {@code P1D}, {@code P7D}. */
    static String kind(Duration length) {
        return length.equals(Duration.ofDays(length.toDays())) ? "P" + length.toDays() + "D" : length.toString();
    }

    Duration longest() {
        return lengths.isEmpty() ? Duration.ZERO : Collections.max(lengths);
    }

    /** Windows of each length that share a moment with [from, to], unless they are past keeping. */
    List<Window> touching(ModelVersion version, Instant from, Instant to, Instant now) {
        List<Window> windows = new ArrayList<>();
        for (Duration length : lengths) {
            Instant start = latest(startOf(length, from), oldestStart(length, now));
            for (; !start.isAfter(to); start = start.plus(length)) {
                windows.add(new Window(version, kind(length), start, start.plus(length)));
            }
        }
        return windows;
    }

    /** Start of the oldest window that is kept. */
    Instant oldestStart(Duration length, Instant now) {
        return startOf(length, now).minus(length.multipliedBy(keep - 1L));
    }

    private static Instant startOf(Duration length, Instant moment) {
        long offset = Math.floorMod(Duration.between(A_MONDAY, moment).toMillis(), length.toMillis());
        return Instant.ofEpochMilli(moment.toEpochMilli() - offset);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
