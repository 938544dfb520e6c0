package io.gourmetloop.platform.auth;

import java.time.Duration;

/**
 * After {@code most} failed attempts in a row under {@code key}, each further one waits for {@code delay}, which doubles
 * with every failure, up to {@value #MOST_DOUBLINGS} times.
 */
record AttemptLimit(String key, int most, Duration delay) {
    static final int MOST_DOUBLINGS = 6;
}
