package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Label;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.storage.Bucket;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an image's class: the annotators' truth, the model's answer, and what its user said last ({@code
 * userLabel} is a correction, {@code contested} any objection).
 */
record ClassEvidence(
        @Nullable Opinion truth,
        @Nullable Label userLabel,
        boolean contested,
        Label predicted,
        double confidence,
        Instant answeredAt,
        boolean hasTask) {

    /** A bucket for copies, and the class in it. */
    record Home(Bucket bucket, Label label) {}

    /**
     * Where the image's copy belongs: with the clean ones under the annotators' label; else with the noisy ones, under
     * the user's label, or the model's own if it was sure, unopposed, and no task was made of the image. Nowhere when
     * annotators found no class in it.
     */
    Optional<Home> home(LabelingConfig config, Instant now) {
        if (truth != null && truth.outcome() != Outcome.SKIPPED) {
            return Optional.ofNullable(truth.label()).map(label -> new Home(Bucket.PRODUCTION_CLEAN, label));
        }
        if (userLabel != null) {
            return Optional.of(new Home(Bucket.PRODUCTION_NOISY, userLabel));
        }
        boolean waited = !answeredAt.plus(config.noisyAfter()).isAfter(now);
        boolean trusted = waited && !contested && !hasTask && confidence >= config.noisyConfidence();
        return trusted ? Optional.of(new Home(Bucket.PRODUCTION_NOISY, predicted)) : Optional.empty();
    }
}
