package io.gourmetloop.web.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.platform.config.HttpConfig;
import io.gourmetloop.web.limits.UploadMemory.Reservation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Memory for ten bodies of a hundred bytes each, which may take a minute to come. */
class UploadMemoryTest {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final UploadMemory memory = new UploadMemory(2000, 12, Duration.ofSeconds(60), clock);
    private final List<String> dropped = new ArrayList<>();

    @Test
    void a_body_holds_twice_its_size_until_it_is_closed() {
        List<Reservation> held = reserve(10);

        assertFull(() -> reserve("one more", 100));

        held.get(0).close();
        held.get(0).close();
        var unused = reserve("in its place", 100);
        assertFull(() -> reserve("one more", 1));
        assertThat(dropped).isEmpty();
    }

    @Test
    void a_body_of_unknown_length_takes_memory_as_it_comes() {
        Reservation open = reserve("open", 0);
        var unused = reserve(9);

        open.arrived(60);
        open.arrived(40);
        assertFull(() -> open.arrived(1));
    }

    @Test
    void the_body_that_has_been_silent_the_longest_makes_room() {
        List<Reservation> held = reserve(10);
        for (Reservation each : held) {
            pass(Duration.ofMillis(100));
            each.arrived(50);
        }
        held.get(0).arrived(10);
        pass(Duration.ofMillis(200));

        var unused = reserve("new", 100);

        assertThat(dropped).containsExactly("1");
    }

    @Test
    void nobody_is_dropped_who_is_not_late_or_where_that_would_not_do() {
        List<Reservation> held = reserve(10);
        pass(Duration.ofMillis(999));
        assertFull(() -> reserve("new", 100));

        held.subList(1, 10).forEach(each -> each.arrived(50));
        pass(Duration.ofMillis(1));
        assertFull(() -> reserve("twice as large", 200));

        assertThat(dropped).isEmpty();
        var unused = reserve("new", 100);
        assertThat(dropped).containsExactly("0");
    }

    @Test
    void a_body_that_drips_is_late_though_it_is_never_silent() {
        List<Reservation> held = reserve(10);
        for (int second = 1; second <= 30; second++) {
            pass(Duration.ofSeconds(1));
            for (Reservation each : held) {
                each.arrived(each == held.get(7) ? 1 : 3);
            }
        }

        var unused = reserve("new", 100);

        assertThat(dropped).containsExactly("7");
        assertFull(() -> reserve("another", 100));
    }

    @Test
    void a_body_that_has_come_is_not_late_however_long_its_answer_takes() {
        reserve(10).forEach(Reservation::complete);
        pass(Duration.ofMinutes(5));

        assertFull(() -> reserve("new", 100));
        assertThat(dropped).isEmpty();
    }

    @Test
    void one_address_has_so_many_bodies_at_a_time_and_who_needs_no_address_has_more() {
        List<Reservation> held = new ArrayList<>();
        for (int body = 0; body < 12; body++) {
            held.add(memory.reserve(1, Optional.of("192.0.2.1"), () -> {}));
        }
        ThrowingCallable another =
                () -> memory.reserve(1, Optional.of("192.0.2.1"), () -> {}).close();

        assertThatThrownBy(another)
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        memory.reserve(1, Optional.of("192.0.2.2"), () -> {}).close();
        memory.reserve(1, Optional.empty(), () -> {}).close();
        held.get(0).close();
        memory.reserve(1, Optional.of("192.0.2.1"), () -> {}).close();
    }

    @Test
    void a_heap_that_is_too_small_for_the_largest_body_is_told_at_the_start() {
        HttpConfig config = new ConfigurationLoader(Map.of(), Path.of("/"), Path.of("/"))
                .load(Optional.empty(), Map.of())
                .http();
        assertThat(config.maxBody()).isEqualTo(new Bytes(25_000_000));

        assertThatThrownBy(() -> UploadMemory.of(config, 124_999_999, clock)).hasMessageContaining("-Xmx");
        assertThat(UploadMemory.of(config, 125_000_001, clock)).isNotNull();
    }

    private List<Reservation> reserve(int count) {
        List<Reservation> held = new ArrayList<>();
        for (int body = 0; body < count; body++) {
            held.add(reserve(Integer.toString(body), 100));
        }
        return held;
    }

    private Reservation reserve(String name, long expected) {
        return memory.reserve(expected, Optional.empty(), () -> dropped.add(name));
    }

    private static void assertFull(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Failure.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_FULL);
            assertThat(e.retryAfter()).isPresent();
        });
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
