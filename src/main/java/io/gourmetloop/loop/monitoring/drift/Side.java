package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.PredictionId;
import java.time.Instant;

/** Answers from {@code start} on and before {@code end}, and how many of them are looked at. */
public record Side(Instant start, Instant end, int photos) {
    PredictionId from() {
        return PredictionId.firstAt(start);
    }

    PredictionId to() {
        return PredictionId.firstAt(end);
    }

    Side of(int looked) {
        return new Side(start, end, looked);
    }
}
