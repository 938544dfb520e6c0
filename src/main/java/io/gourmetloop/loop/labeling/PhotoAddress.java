package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import java.util.Optional;

/**
 * How a task names its photo: {@code s3://<bucket>/photos/<prediction>.jpg}, or by a link to this server. Neither tells
 * the class. Both are understood, whichever is written: tasks of earlier settings stay open.
 */
public final class PhotoAddress {
    private static final String FOLDER = "photos/";
    private static final int LONGEST_TOLD = 200;

    private final String base;
    private final Optional<PhotoLinks> links;

    /** {@code links} are empty where Label Studio gets the photos out of the bucket itself. */
    public PhotoAddress(StorageConfig config, Optional<PhotoLinks> links) {
        this.base = "s3://" + Bucket.LABELSTUDIO.name(config.bucketPrefix()) + "/" + FOLDER;
        this.links = links;
    }

    static ObjectKey key(PredictionId prediction, PhotoFormat format) {
        return key(prediction + "." + format.extension());
    }

    private static ObjectKey key(String photo) {
        return ObjectKey.of(FOLDER + photo);
    }

    String uri(PredictionId prediction, PhotoFormat format) {
        String photo = prediction + "." + format.extension();
        return links.map(signed -> signed.link(photo)).orElse(base + photo);
    }

    /** The key behind the address. Fails with NOT_FOUND when it leads elsewhere than to the photos of tasks. */
    ObjectKey resolve(String uri) {
        String photo = links.flatMap(signed -> signed.photo(uri))
                .orElseGet(() -> uri.startsWith(base) ? uri.substring(base.length()) : "");
        if (photo.isEmpty() || photo.endsWith("/")) {
            throw elsewhere(uri);
        }
        try {
            return key(photo);
        } catch (IllegalArgumentException e) {
            throw elsewhere(uri);
        }
    }

    private Failure elsewhere(String uri) {
        return new Failure(
                ErrorCode.NOT_FOUND,
                "Photos of tasks lie at " + base + ", and nothing is fetched from elsewhere, as from "
                        + uri.substring(0, Math.min(LONGEST_TOLD, uri.length())));
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
