package io.gourmetloop.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Meters of the outbox. The gauges count the whole table, so every server of a cluster shows the same. */
final class OutboxMeters {
    private final MeterRegistry meters;
    private final MultiGauge open;
    private final MultiGauge dead;
    private final MultiGauge oldest;

    OutboxMeters(MeterRegistry meters) {
        this.meters = meters;
        this.open = gauge("gourmetloop.outbox.open", "Messages to be delivered").register(meters);
        this.dead =
                gauge("gourmetloop.outbox.dead", "Messages that were given up").register(meters);
        this.oldest = gauge("gourmetloop.outbox.oldest.age", "Age of the oldest message to be delivered")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Counters of a topic are there before its first delivery: a rate needs a beginning. */
    void expect(String topic) {
        for (Outcome outcome : Outcome.values()) {
            counter(topic, outcome).increment(0);
        }
    }

    void count(String topic, Outcome outcome) {
        counter(topic, outcome).increment();
    }

    private Counter counter(String topic, Outcome outcome) {
        return Counter.builder("gourmetloop.outbox.deliveries")
                .description("Attempts to deliver a message, by what became of it")
                .tag("topic", topic)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    void show(Collection<OutboxBacklog.Topic> topics) {
        show(open, topics, OutboxBacklog.Topic::open);
        show(dead, topics, OutboxBacklog.Topic::dead);
        show(
                oldest,
                topics,
                topic -> topic.oldest() == null ? 0 : topic.oldest().toMillis() / 1e3);
    }

    private static void show(
            MultiGauge gauge, Collection<OutboxBacklog.Topic> topics, ToDoubleFunction<OutboxBacklog.Topic> value) {
        gauge.register(
                topics.stream()
                        .map(topic -> MultiGauge.Row.of(Tags.of("topic", topic.name()), value.applyAsDouble(topic)))
                        .toList(),
                true);
    }

    private static MultiGauge.Builder gauge(String name, String description) {
        return MultiGauge.builder(name).description(description);
    }
}
