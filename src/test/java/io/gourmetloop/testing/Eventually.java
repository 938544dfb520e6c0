package io.gourmetloop.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes will do. */
public final class Eventually {
    private static final long STEP = Duration.ofMillis(50).toNanos();

    private Eventually() {}

    /** Fails with an AssertionError when the condition does not hold in time. */
    public static void holds(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + limit.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(STEP);
        }
    }
}
