package io.gourmetloop.platform.auth;

import java.time.Instant;
import java.util.Optional;

/** An API token as it is kept: what it is for, not what it is. */
public record StoredToken(String name, Instant createdAt, Optional<Instant> lastUsedAt) {}
