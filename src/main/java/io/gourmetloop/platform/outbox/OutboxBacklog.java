package io.gourmetloop.platform.outbox;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has not left the process yet, by topic. */
public record OutboxBacklog(List<Topic> topics) {
    /** {@code oldest}: how long the oldest open message has waited. */
    public record Topic(
            String name, long open, long dead, @Nullable Duration oldest) {}

    public OutboxBacklog {
        topics = List.copyOf(topics);
    }

    public long open() {
        return topics.stream().mapToLong(Topic::open).sum();
    }

    public long dead() {
        return topics.stream().mapToLong(Topic::dead).sum();
    }

    public Optional<Duration> oldest() {
        return topics.stream().map(Topic::oldest).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }
}
