package io.gourmetloop.loop.monitoring;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refreshes the gauges of this server every {@code period}; a refresh that fails leaves the last figures. */
public final class LoopMetricsVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(LoopMetricsVerticle.class);

    private final Supplier<Future<Void>> gauges;
    private final Duration period;

    public LoopMetricsVerticle(Supplier<Future<Void>> gauges, Duration period) {
        this.gauges = gauges;
        this.period = period;
    }

    @Override
    public Future<?> start() {
        refresh();
        return Future.succeededFuture();
    }

    private void refresh() {
        gauges.get()
                .onFailure(e -> log.warn("The loop's gauges were not refreshed", e))
                .onComplete(done -> vertx.setTimer(period.toMillis(), timer -> refresh()));
    }
}
