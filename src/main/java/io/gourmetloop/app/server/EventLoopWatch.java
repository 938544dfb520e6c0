package io.gourmetloop.app.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures how late its event loop is: every request on that loop is as late. Deployed once for each event loop. */
final class EventLoopWatch extends VerticleBase {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final Timer delay;
    private long due;

    EventLoopWatch(MeterRegistry registry) {
        delay = Timer.builder("gourmetloop.event.loop.delay")
                .description("How late timers of the event loops fire")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2))
                .register(registry);
    }

    @Override
    public Future<?> start() {
        next();
        return Future.succeededFuture();
    }

    private void next() {
        due = System.nanoTime() + PERIOD.toNanos();
        vertx.setTimer(PERIOD.toMillis(), timer -> {
            delay.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
            next();
        });
    }
}
