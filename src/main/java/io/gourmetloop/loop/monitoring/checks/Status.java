package io.gourmetloop.loop.monitoring.checks;

import java.util.Locale;

/** How a check ended; the worse, the later. */
public enum Status {
    NOT_ENOUGH_DATA,
    PASS,
    WARN,
    FAIL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** For the gauge: 0, 1, 2. Of no use where nothing could be said. */
    public int level() {
        return Math.max(0, ordinal() - PASS.ordinal());
    }
}
