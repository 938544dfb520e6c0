package io.gourmetloop.platform.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double from {@code first} to {@code last}, each shortened by up to half so that those who wait spread out. */
record Backoff(Duration first, Duration last, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /** How long to wait after the n-th failure in a row, n from 1. */
    Duration after(int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
        double full = Math.min(Math.scalb((double) first.toMillis(), doublings), (double) last.toMillis());
        return Duration.ofMillis(Math.round(full * (1 - random.nextDouble() / 2)));
    }
}
