package io.gourmetloop.loop.monitoring;

import static java.time.temporal.ChronoUnit.HOURS;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import java.time.Instant;

/** An hour in which a version answered: the grain in which sums are kept. */
record Hour(ModelVersion version, Instant start) {
    static Hour of(ModelVersion version, Instant moment) {
        return new Hour(version, moment.truncatedTo(HOURS));
    }

    Instant last() {
        return end().minusMillis(1);
    }

    PredictionId firstId() {
        return PredictionId.firstAt(start);
    }

    PredictionId beyond() {
        return PredictionId.firstAt(end());
    }

    private Instant end() {
        return start.plus(1, HOURS);
    }
}
