package io.gourmetloop.platform.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that was given up, and why. */
public record DeadMessage(
        long id,
        String topic,
        String key,
        int attempts,
        Instant createdAt,
        @Nullable String lastError) {}
