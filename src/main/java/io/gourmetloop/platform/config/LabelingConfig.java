package io.gourmetloop.platform.config;

import java.time.Duration;

/**
 * Who annotates, how many must agree, and when the model's own answer is trusted enough for {@code production-noisy}: an
 * image without a task after {@code noisyAfter}, answered with {@code noisyConfidence} or more.
 */
public record LabelingConfig(
        Annotator annotator, int minAnnotations, Duration reservation, double noisyConfidence, Duration noisyAfter) {
    public LabelingConfig {
        Check.that(minAnnotations > 0, "labeling.min-annotations must be positive");
        Check.positive("labeling.reservation", reservation);
        Check.share("labeling.noisy-confidence", noisyConfidence);
    }

    public enum Annotator {
        BUILTIN,
        LABEL_STUDIO
    }
}
