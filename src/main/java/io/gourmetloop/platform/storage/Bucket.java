package io.gourmetloop.platform.storage;

import java.util.Locale;

/** The buckets of the product. An installation may put a prefix before every name. */
public enum Bucket {
    /** Photos under the class that was predicted. */
    PRODUCTION,
    /** Copies by the class that people found. */
    PRODUCTION_CLEAN,
    /** Copies by the class that users, or the model itself, gave. */
    PRODUCTION_NOISY,
    /** Tasks, annotations and the photos of open tasks: all that Label Studio may see. */
    LABELSTUDIO,
    /** Model versions. */
    MODELS,
    /** Snapshots that models were trained on. */
    DATASETS,
    REPORTS,
    LOGS;

    /** The bucket's name in the store. */
    public String name(String prefix) {
        return prefix + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
