package io.gourmetloop.loop.monitoring.checks;

import java.util.Locale;

/** How a check ended; the worse, the later. */
public enum Status {
    NOT_ENOUGH_DATA(0),
    PASS(0),
    WARN(1),
    FAIL(2);

    private final int level;

    Status(int level) {
        this.level = level;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** For the gauge; of no use where nothing could be said. */
    public int level() {
        return level;
    }
}
