package io.gourmetloop.doctor;

import io.gourmetloop.doctor.Finding.Verdict;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-20T16:31:00Z");

    private final PretendPeer peer = new PretendPeer();

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void clocks_that_agree() {
        FindingAssert.ok(off(Duration.ZERO), "agrees with this machine's");
        FindingAssert.ok(off(Duration.ofSeconds(-20)), "20 s behind this machine's");
    }

    @Test
    void a_clock_that_is_off_is_to_be_synchronized() {
        FindingAssert.failed(off(Duration.ofMinutes(5)), "300 s ahead of this machine's", "NTP");
        FindingAssert.failed(off(Duration.ofMinutes(-20)), "1200 s behind this machine's", "NTP");
    }

    @Test
    void whoever_tells_no_time_cannot_be_compared() {
        FindingAssert.found(Verdict.SKIPPED, check(Optional.empty()), "its answers bear no date", "");
        FindingAssert.found(
                Verdict.SKIPPED,
                new ClockCheck("storage", peer.peer()::now, Clock.systemUTC()),
                "its answers bear no date",
                "");
        FindingAssert.found(
                Verdict.SKIPPED,
                new ClockCheck("storage", peer.nobody()::now, Clock.systemUTC()),
                "it does not answer",
                "");
    }

    private static Check off(Duration skew) {
        return check(Optional.of(NOW.plus(skew)));
    }

    private static Check check(Optional<Instant> there) {
        return new ClockCheck("storage", () -> Future.succeededFuture(there), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
