package io.gourmetloop.doctor;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the clock of somebody agrees with the one of this machine. {@code of}: the check that looks at the rest of it. */
public record ClockCheck(String of, Supplier<Future<Optional<Instant>>> peer, Clock clock) implements Check {
    /** S3 refuses requests that are 15 minutes off; changes are asked for by time before that. */
    private static final Duration TOLERATED = Duration.ofSeconds(30);

    @Override
    public String name() {
        return of + "-clock";
    }

    /** Whoever refuses requests may do so for the clock, so nothing is needed but an answer. */
    @Override
    public Future<Finding> run() {
        Instant asked = clock.instant();
        return peer.get()
                .map(told -> told.map(there -> finding(skew(asked, there, clock.instant())))
                        .orElseGet(() -> Finding.skipped("its answers bear no date")))
                .otherwise(e -> Finding.skipped("it does not answer"));
    }

    /** How far it is outside of the time that the question took. */
    private static Duration skew(Instant asked, Instant there, Instant answered) {
        if (there.isBefore(asked)) {
            return Duration.between(asked, there);
        }
        return there.isAfter(answered) ? Duration.between(answered, there) : Duration.ZERO;
    }

    private static Finding finding(Duration skew) {
        String told = skew.abs().compareTo(Duration.ofSeconds(2)) < 0
                ? "agrees with this machine's"
                : skew.abs().toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of") + " this machine's";
        return skew.abs().compareTo(TOLERATED) <= 0
                ? Finding.ok(told)
                : Finding.failed(told, "synchronize the clocks of both machines (NTP)");
    }
}
