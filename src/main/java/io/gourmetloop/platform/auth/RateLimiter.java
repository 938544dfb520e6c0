package io.gourmetloop.platform.auth;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets each key pass at most {@code limit} times in a minute, counted over a sliding window: what the minute before had
 * counts by the share of it that the last 60 seconds still cover. A key's first minute begins with its first call.
 * Remembers the {@code maxKeys} keys that called last. Safe for all threads.
 */
public final class RateLimiter {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final int limit;
    private final Clock clock;
    private final Map<String, Window> windows;

    public RateLimiter(int limit, int maxKeys, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.windows = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
                return size() > maxKeys;
            }
        };
    }

    /** Empty when the call may pass; otherwise the time after which one will. A refused call does not count. */
    public synchronized Optional<Duration> tryAcquire(String key) {
        long now = clock.millis();
        Window window =
                windows.computeIfAbsent(key, first -> new Window(now, 0, 0)).at(now);
        long wait = window.waiting(now, limit);
        windows.put(key, wait == 0 ? window.counted() : window);
        return wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait));
    }

    /** The time after which a call will pass, without making one; empty when it would pass now. */
    public synchronized Optional<Duration> waiting(String key) {
        long now = clock.millis();
        Window window = windows.get(key);
        long wait = window == null ? 0 : window.at(now).waiting(now, limit);
        return wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait));
    }

    private record Window(long start, int before, int count) {
        Window at(long now) {
            long passed = Math.floorDiv(now - start, MINUTE);
            if (passed == 0) {
                return this;
            }
            return passed == 1 ? new Window(start + MINUTE, count, 0) : new Window(now, 0, 0);
        }

        Window counted() {
            return new Window(start, before, count + 1);
        }

        /** Milliseconds until one more call stays within the limit. */
        long waiting(long now, int limit) {
            if (count >= limit) {
                return start + MINUTE + untilFits(count, 0, limit) - now;
            }
            return Math.max(0, start + untilFits(before, count, limit) - now);
        }

        /** Milliseconds of a window after which {@code earlier} calls have faded enough for one more than {@code count}. */
        private static long untilFits(int earlier, int count, int limit) {
            double mayCover = earlier == 0 ? 1 : Math.min(1, (double) (limit - count - 1) / earlier);
            return (long) Math.ceil(MINUTE * (1 - mayCover));
        }
    }
}
