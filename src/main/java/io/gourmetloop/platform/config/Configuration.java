package io.gourmetloop.platform.config;

import java.nio.file.Path;

/**
 * Every setting of the operator. Values come from {@code defaults.yaml}, a YAML file and the environment, in this order;
 * each part of the product receives its own record only.
 */
public record Configuration(
        Profile profile,
        Path dataDirectory,
        HttpConfig http,
        ManagementConfig management,
        DatabaseConfig database,
        StorageConfig storage,
        EmbeddedConfig embedded,
        AuthConfig auth,
        ModelConfig model,
        InferenceConfig inference,
        SamplingConfig sampling,
        OutboxConfig outbox,
        ScheduleConfig schedule,
        LabelingConfig labeling,
        LabelStudioConfig labelStudio,
        MonitoringConfig monitoring,
        ChecksConfig checks,
        LoggingConfig logging) {
    public Configuration {
        Check.that(
                labeling.annotator() != LabelingConfig.Annotator.LABEL_STUDIO || labelStudio.isReachable(),
                "labeling.annotator label-studio needs label-studio.url and label-studio.token");
        Check.that(
                labelStudio.photoLinks() != LabelStudioConfig.PhotoLinks.SIGNED || http.publicUrl() != null,
                "label-studio.photo-links signed needs http.public-url, where browsers of annotators find this server");
    }

    /** Whether the disk of the data folder fills up with use. */
    public boolean keepsDataHere() {
        return database.isEmbedded() || storage.isEmbedded();
    }

    /** How strict the start is: {@code PROD} refuses default credentials. */
    public enum Profile {
        LOCAL,
        PROD
    }
}
