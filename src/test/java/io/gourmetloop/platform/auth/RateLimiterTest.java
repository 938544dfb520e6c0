package io.gourmetloop.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final RateLimiter limiter = new RateLimiter(100, 1000, clock);

    @Test
    void the_101st_in_a_minute_is_refused_with_the_time_to_wait() {
        for (int call = 0; call < 100; call++) {
            assertThat(limiter.tryAcquire("a")).isEmpty();
            pass(Duration.ofMillis(590));
        }

        Duration wait = limiter.tryAcquire("a").orElseThrow();

        pass(wait.minusMillis(1));
        assertThat(limiter.tryAcquire("a")).isPresent();
        pass(Duration.ofMillis(1));
        assertThat(limiter.tryAcquire("a")).isEmpty();
    }

    @Test
    void keys_do_not_share_their_limit() {
        assertThat(passing(101)).isEqualTo(100);

        assertThat(limiter.tryAcquire("b")).isEmpty();
    }

    @Test
    void two_full_bursts_at_the_border_of_two_minutes_do_not_pass() {
        assertThat(passing(1)).isEqualTo(1);
        pass(Duration.ofSeconds(59));
        assertThat(passing(500)).isEqualTo(99);

        pass(Duration.ofSeconds(2));

        assertThat(passing(500)).isLessThanOrEqualTo(2);
    }

    @Test
    void no_sixty_seconds_of_random_traffic_hold_much_more_than_the_limit_and_each_wait_is_kept() {
        Random random = new Random(42);
        Deque<Instant> passed = new ArrayDeque<>();
        for (int call = 0; call < 20_000; call++) {
            pass(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 30_000 : 500)));
            Optional<Duration> wait = limiter.tryAcquire("a");
            if (wait.isPresent()) {
                assertThat(wait.get()).isBetween(Duration.ofMillis(1), Duration.ofMinutes(2));
                now = now.plus(wait.get());
                assertThat(limiter.tryAcquire("a")).isEmpty();
            }
            passed.add(now);
            while (passed.getFirst().isBefore(now.minusSeconds(60))) {
                passed.removeFirst();
            }
            assertThat(passed.size()).isLessThan(150);
        }
    }

    @Test
    void after_a_quiet_time_a_key_begins_anew() {
        assertThat(passing(100)).isEqualTo(100);
        pass(Duration.ofMinutes(3));

        assertThat(passing(101)).isEqualTo(100);
    }

    @Test
    void a_limit_of_one_lets_one_pass_and_the_next_a_minute_later() {
        RateLimiter strict = new RateLimiter(1, 10, clock);
        assertThat(strict.tryAcquire("a")).isEmpty();

        Duration wait = strict.tryAcquire("a").orElseThrow();
        now = now.plus(wait);

        assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(strict.tryAcquire("a")).isEmpty();
    }

    @Test
    void it_remembers_the_keys_that_called_last_and_no_more() {
        RateLimiter small = new RateLimiter(1, 2, clock);
        assertThat(small.tryAcquire("a")).isEmpty();
        assertThat(small.tryAcquire("b")).isEmpty();
        assertThat(small.tryAcquire("a")).isPresent();
        assertThat(small.tryAcquire("c")).isEmpty();

        assertThat(small.tryAcquire("a")).isPresent();
        assertThat(small.tryAcquire("b")).isEmpty();
    }

    private int passing(int calls) {
        int passing = 0;
        for (int call = 0; call < calls; call++) {
            passing += limiter.tryAcquire("a").isEmpty() ? 1 : 0;
        }
        return passing;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
