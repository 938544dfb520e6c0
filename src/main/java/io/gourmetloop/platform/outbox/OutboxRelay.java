package io.gourmetloop.platform.outbox;

import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.platform.config.OutboxConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages from the outbox to the handlers of their topics, at least once each. Any number of servers may run
 * one. Stopping finishes the deliveries under way; after a crash they are repeated when their leases end. Messages of a
 * topic without a handler here wait for a server that has one.
 */
public final class OutboxRelay extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(10);
    /** A delivery ends well before its lease does, so that no other relay repeats it meanwhile. */
    private static final double SHARE_OF_LEASE = 0.8;

    private final Map<String, OutboxLane> lanes = new TreeMap<>();
    private final Outbox outbox;
    private final OutboxView view;
    private final OutboxMeters meters;
    private final OutboxConfig config;

    public OutboxRelay(
            Pool pool,
            Outbox outbox,
            Map<String, OutboxHandler> handlers,
            OutboxConfig config,
            RandomGenerator random,
            MeterRegistry registry,
            CrashPoints crashPoints) {
        this.outbox = outbox;
        this.view = new OutboxView(pool, outbox);
        this.meters = new OutboxMeters(registry);
        this.config = config;
        OutboxStore store = new OutboxStore(pool);
        RetryPolicy policy =
                new RetryPolicy(config.maxAttempts(), new Backoff(config.firstRetry(), config.lastRetry(), random));
        Duration limit = Duration.ofMillis(Math.round(config.lease().toMillis() * SHARE_OF_LEASE));
        handlers.keySet().forEach(meters::expect);
        handlers.forEach((topic, handler) -> lanes.put(
                topic, new OutboxLane(topic, new Courier(handler, limit, crashPoints), store, policy, config, meters)));
    }

    @Override
    public Future<?> start() {
        outbox.onHint(this::nudge);
        vertx.setPeriodic(0, config.poll().toMillis(), timer -> lanes.values().forEach(OutboxRelay::poll));
        vertx.setPeriodic(0, BETWEEN_COUNTS.toMillis(), timer -> count());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return Future.join(lanes.values().stream().map(OutboxLane::stop).toList());
    }

    private static void poll(OutboxLane lane) {
        lane.poll().onFailure(e -> LOG.error("A poll of the outbox failed", e));
    }

    private void nudge(String topic) {
        OutboxLane lane = lanes.get(topic);
        if (lane != null) {
            context.runOnContext(go -> lane.hint());
        }
    }

    /** Topics without a message are shown, too: a gauge that appears with the first trouble cannot alert. */
    private void count() {
        view.backlog()
                .map(this::withQuietTopics)
                .onSuccess(meters::show)
                .onFailure(e -> LOG.debug("The outbox was not counted", e));
    }

    private List<OutboxBacklog.Topic> withQuietTopics(OutboxBacklog backlog) {
        List<String> busy =
                backlog.topics().stream().map(OutboxBacklog.Topic::name).toList();
        Stream<OutboxBacklog.Topic> quiet = lanes.keySet().stream()
                .filter(topic -> !busy.contains(topic))
                .map(topic -> new OutboxBacklog.Topic(topic, 0, 0, null));
        return Stream.concat(backlog.topics().stream(), quiet).toList();
    }
}
