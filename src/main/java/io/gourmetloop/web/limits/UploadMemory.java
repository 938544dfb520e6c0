package io.gourmetloop.web.limits;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.HttpConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the heap that bodies of requests may take, over all event loops. A body holds its share from before its first
 * byte is read until nobody refers to its bytes any more. Where no memory is left, bodies that are late are dropped, the
 * latest first, so that senders who stall do not keep others out. Safe for all threads.
 */
public final class UploadMemory {
    /** A photo lies in the heap as its pieces and joined, and later as it came and without its metadata. */
    private static final int COPIES = 2;
    /** Nobody is dropped for being less late than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final long bytes;
    private final int mostPerAddress;
    private final Duration longest;
    private final Clock clock;

    private final Map<String, Integer> perAddress = new HashMap<>();
    private final Set<Reservation> coming = new HashSet<>();
    private long taken;

    /** {@code longest}: how long a body may take to come. */
    UploadMemory(long bytes, int mostPerAddress, Duration longest, Clock clock) {
        this.bytes = bytes;
        this.mostPerAddress = mostPerAddress;
        this.longest = longest;
        this.clock = clock;
    }

    /** {@code heap}: the most that the process may have, in bytes. Fails with INVALID_VALUE where the largest body needs more. */
    public static UploadMemory of(HttpConfig config, long heap, Clock clock) {
        long bytes = (long) (heap * config.limits().uploadMemory());
        if (bytes < COPIES * config.maxBody().count()) {
            throw new Failure(
                    ErrorCode.INVALID_VALUE,
                    "http.max-body of " + config.maxBody()
                            + " does not fit twice into http.limits.upload-memory, which is " + bytes / 1_000_000
                            + "MB of this heap; start with more memory (-Xmx), or lower http.max-body");
        }
        return new UploadMemory(bytes, config.limits().uploadsPerAddress(), config.uploadTimeout(), clock);
    }

    /**
     * Memory for a body of {@code expected} bytes; 0 where its length is not known, and it takes memory as it comes.
     * {@code address} is whose body it is, empty where that does not count. {@code drop} is told that the memory went to
     * another body. Fails with RATE_LIMITED or QUEUE_FULL.
     */
    synchronized Reservation reserve(long expected, Optional<String> address, Runnable drop) {
        address.ifPresent(this::requireTurn);
        makeRoom(COPIES * expected);
        address.ifPresent(sender -> perAddress.merge(sender, 1, Integer::sum));
        Reservation reservation = new Reservation(expected, address, drop);
        coming.add(reservation);
        return reservation;
    }

    private void requireTurn(String address) {
        if (perAddress.getOrDefault(address, 0) >= mostPerAddress) {
            throw Failure.retryAfter(
                    ErrorCode.RATE_LIMITED,
                    "Only " + mostPerAddress + " uploads at a time from one address; wait for one to end, or use an API"
                            + " token",
                    RETRY);
        }
    }

    /** Takes the memory, or fails and drops nobody. */
    private void makeRoom(long needed) {
        long missing = needed - (bytes - taken);
        if (missing > 0) {
            List<Reservation> late = latest(missing);
            if (late.isEmpty()) {
                throw Failure.retryAfter(
                        ErrorCode.QUEUE_FULL, "Too many uploads are under way; try again in a moment", RETRY);
            }
            late.forEach(Reservation::drop);
        }
        taken += needed;
    }

    /** So many of the late ones that they hold what is missing; none when they do not. */
    private List<Reservation> latest(long missing) {
        long now = clock.millis();
        List<Reservation> chosen = new ArrayList<>();
        long held = 0;
        for (Reservation late : late(now)) {
            chosen.add(late);
            held += late.held;
            if (held >= missing) {
                return chosen;
            }
        }
        return List.of();
    }

    private List<Reservation> late(long now) {
        return coming.stream()
                .filter(body -> body.lateBy(now) >= PATIENCE.toMillis())
                .sorted(Comparator.comparingLong((Reservation body) -> body.lateBy(now))
                        .reversed())
                .toList();
    }

    /** What one body holds. */
    final class Reservation implements AutoCloseable {
        private final long expected;
        private final Optional<String> address;
        private final Runnable drop;
        private final long start = clock.millis();

        private long held;
        private long arrived;
        private long lastArrival = start;
        private boolean closed;

        private Reservation(long expected, Optional<String> address, Runnable drop) {
            this.expected = expected;
            this.address = address;
            this.drop = drop;
            this.held = COPIES * expected;
        }

        /** So many more bytes have come. Fails with QUEUE_FULL when there is no memory for more than was expected. */
        void arrived(int count) {
            synchronized (UploadMemory.this) {
                if (closed) {
                    return;
                }
                arrived += count;
                lastArrival = clock.millis();
                long more = COPIES * arrived - held;
                if (more > 0) {
                    makeRoom(more);
                    held += more;
                }
            }
        }

        /** All of it has come; it cannot be dropped from now on. */
        void complete() {
            synchronized (UploadMemory.this) {
                coming.remove(this);
            }
        }

        /** In milliseconds: how long nothing has come, or how far it is behind an even pace to its end. */
        private long lateBy(long now) {
            long due = expected == 0 ? now - start : longest.toMillis() * arrived / expected;
            return Math.max(now - lastArrival, now - start - due);
        }

        private void drop() {
            close();
            drop.run();
        }

        /** Gives the memory back; nothing happens the second time. */
        @Override
        public void close() {
            synchronized (UploadMemory.this) {
                if (closed) {
                    return;
                }
                closed = true;
                coming.remove(this);
                taken -= held;
                address.ifPresent(
                        sender -> perAddress.computeIfPresent(sender, (same, count) -> count == 1 ? null : count - 1));
            }
        }
    }
}
