package io.gourmetloop.platform.config;

import java.time.Duration;

/**
 * Drift and data checks. The reference are the first {@code photos} answers of a version, the current side those of the last
 * {@code window}, or more where it has fewer than {@code leastPhotos}; of each side at most {@code photos} are looked at, and
 * {@code robustnessPhotos} are shown to the model again, changed; 0: none.
 */
public record ChecksConfig(
        int photos,
        int leastPhotos,
        Duration window,
        int robustnessPhotos,
        int keepRuns,
        CheckConfig propertyOutliers,
        CheckConfig propertyDrift,
        CheckConfig classPropertyDrift,
        CheckConfig confidenceDrift,
        CheckConfig predictionDrift,
        CheckConfig labelDrift,
        CheckConfig embeddingDrift,
        CheckConfig domainClassifier,
        CheckConfig flagRate,
        CheckConfig newLabels,
        CheckConfig classImbalance,
        CheckConfig exactDuplicates,
        CheckConfig nearDuplicates,
        CheckConfig conflictingLabels,
        CheckConfig trainTestLeakage,
        CheckConfig trainingDuplicates,
        CheckConfig outOfDomain,
        CheckConfig unusableFiles,
        CheckConfig weakSegments,
        CheckConfig labelErrors,
        CheckConfig robustness) {
    public ChecksConfig {
        Check.that(photos >= 100, "checks.photos must be at least 100");
        Check.that(leastPhotos > 0, "checks.least-photos must be positive");
        Check.positive("checks.window", window);
        Check.that(robustnessPhotos >= 0, "checks.robustness-photos cannot be negative");
        Check.that(keepRuns > 0, "checks.keep-runs must be positive");
    }
}
