package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;

/** How a task names its photo: {@code s3://<bucket>/photos/<prediction>.jpg}, which tells no class. */
final class PhotoAddress {
    private static final String FOLDER = "photos/";

    private final String base;

    PhotoAddress(StorageConfig config) {
        this.base = "s3://" + Bucket.LABELSTUDIO.name(config.bucketPrefix()) + "/";
    }

    static ObjectKey key(PredictionId prediction, PhotoFormat format) {
        return ObjectKey.of(FOLDER + prediction + "." + format.extension());
    }

    String uri(ObjectKey key) {
        return base + key;
    }

    /** The key behind the address. Fails with NOT_FOUND when it leads elsewhere than to the photos of tasks. */
    ObjectKey resolve(String uri) {
        if (!uri.startsWith(base + FOLDER)) {
            throw new Failure(ErrorCode.NOT_FOUND, "The task's photo does not lie with the photos of tasks");
        }
        return ObjectKey.of(uri.substring(base.length()));
    }

    /** The type of the photo, from the key's extension. */
    static String mediaType(ObjectKey key) {
        for (PhotoFormat format : PhotoFormat.values()) {
            if (key.value().endsWith("." + format.extension())) {
                return format.mediaType();
            }
        }
        throw new Failure(ErrorCode.NOT_FOUND, "The task's photo has no known format");
    }
}
