package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SessionId;
import java.time.Instant;

/** One answered photo: whose it is, which version answered what, and where the photo lies. */
public record Prediction(
        PredictionId id,
        Instant createdAt,
        SessionId session,
        ModelVersion version,
        Labels labels,
        Scores scores,
        Role role,
        StoredPhoto photo) {}
