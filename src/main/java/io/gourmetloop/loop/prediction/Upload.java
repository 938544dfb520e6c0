package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.SessionId;
import org.jspecify.annotations.Nullable;

/** A photo as it came, whose it is, and by when its owner wants an answer. */
public record Upload(
        SessionId session, Content photo, @Nullable String idempotencyKey, Deadline deadline) {}
