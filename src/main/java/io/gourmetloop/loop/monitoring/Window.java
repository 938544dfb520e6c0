package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import java.time.Instant;

/** Answers of one version from {@code start} on and before {@code end}. */
public record Window(ModelVersion version, String kind, Instant start, Instant end) {
    /** Kind of the window that began when the version was activated and has not ended. */
    public static final String ACTIVATION = "activation";

    boolean sinceActivation() {
        return kind.equals(ACTIVATION);
    }
}
