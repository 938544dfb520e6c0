package io.gourmetloop.web.limits;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.HttpConfig;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * A body on its way in: what it holds of the memory, and the pace that it has to keep. Belongs to the event loop of its
 * request.
 */
public final class Intake implements AutoCloseable {
    /** A whole body in so much time, and of every {@code interval} on its own so many bytes a second. */
    public record Pace(Duration longest, Bytes rate, Duration interval) {
        public static Pace of(HttpConfig config) {
            return new Pace(
                    config.uploadTimeout(),
                    config.limits().uploadRate(),
                    config.limits().rateInterval());
        }

        private long leastBytes() {
            return rate.count() * interval.toMillis() / 1000;
        }
    }

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Pace pace;
    private final Handler<Failure> late;
    private final UploadMemory.Reservation memory;
    private final long deadline;
    private final long ticks;
    private long before;

    private Intake(
            Vertx vertx, HttpServerRequest request, Pace pace, UploadMemory.Reservation memory, Handler<Failure> late) {
        this.vertx = vertx;
        this.request = request;
        this.pace = pace;
        this.late = late;
        this.memory = memory;
        this.deadline = vertx.setTimer(
                pace.longest().toMillis(),
                id -> tooSlow("The body took longer than " + pace.longest().toSeconds() + " s"));
        this.ticks = vertx.setPeriodic(pace.interval().toMillis(), id -> judge());
    }

    /**
     * Lets the body come; its sender and its expected length as in {@link UploadMemory#reserve}, with its failures. {@code
     * late} hears, perhaps more than once, that the body comes too slowly (BODY_TOO_SLOW); closing is still the caller's.
     */
    public static Intake open(
            Vertx vertx,
            HttpServerRequest request,
            Pace pace,
            UploadMemory memory,
            long expected,
            Optional<String> sender,
            Handler<Failure> late) {
        Context context = vertx.getOrCreateContext();
        Failure dropped = slow("The body came too slowly while others waited for its place");
        return new Intake(
                vertx,
                request,
                pace,
                memory.reserve(expected, sender, () -> context.runOnContext(now -> late.handle(dropped))),
                late);
    }

    private void judge() {
        long now = request.bytesRead();
        if (now - before < pace.leastBytes()) {
            tooSlow("Less than " + pace.rate() + " a second came of the body");
        }
        before = now;
    }

    private void tooSlow(String what) {
        late.handle(slow(what));
    }

    private static Failure slow(String what) {
        return new Failure(ErrorCode.BODY_TOO_SLOW, what + "; send it again");
    }

    /** So many more bytes have come. Fails with QUEUE_FULL when there is no memory for more than was expected. */
    public void arrived(int count) {
        memory.arrived(count);
    }

    /** No more will come: nothing is late from now on. */
    public void complete() {
        vertx.cancelTimer(deadline);
        vertx.cancelTimer(ticks);
        memory.complete();
    }

    /** Nobody refers to the bytes any more. */
    @Override
    public void close() {
        complete();
        memory.close();
    }
}
