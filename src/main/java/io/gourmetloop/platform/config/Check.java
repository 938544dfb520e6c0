package io.gourmetloop.platform.config;

import java.time.Duration;

/** Rules that several records share; each breach is an IllegalArgumentException that names the setting. */
final class Check {
    private Check() {}

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    static void port(String setting, int port) {
        that(port >= 0 && port <= 65_535, setting + " must lie between 0 (any free port) and 65535");
    }

    static void share(String setting, double share) {
        that(share >= 0 && share <= 1, setting + " must lie between 0 and 1");
    }

    static void positive(String setting, Duration duration) {
        that(!duration.isNegative() && !duration.isZero(), setting + " must be above 0");
    }
}
