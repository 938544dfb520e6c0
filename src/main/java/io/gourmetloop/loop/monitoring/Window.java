package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import java.time.Instant;

/** Answers of one version from {@code start} on and before {@code end}. */
public record Window(ModelVersion version, String kind, Instant start, Instant end) {
    /** Kind of the window that began when the version was activated and has not ended. */
    public static final String ACTIVATION = "activation";

    /** Kind of a window that somebody asked for; its figures are not kept. */
    public static final String CUSTOM = "custom";

    boolean sinceActivation() {
        return kind.equals(ACTIVATION);
    }
}
