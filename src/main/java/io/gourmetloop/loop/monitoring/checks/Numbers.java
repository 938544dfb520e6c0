package io.gourmetloop.loop.monitoring.checks;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
    private Numbers() {}

    /** Three significant digits or so. */
    static String text(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 100) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        if (size >= 0.1) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
        return String.format(Locale.ROOT, "%.2g", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** "1 of 12 photos looks like an earlier one": {@code one} and {@code many} go on for one photo and for others. */
    static String photos(long count, int all, String one, String many) {
        return count + " of " + count(all, "photo") + " " + (count == 1 ? one : many);
    }

    static String count(int count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
