package io.gourmetloop.platform.embedded;

import io.gourmetloop.domain.Content;
import io.gourmetloop.platform.storage.NearObjects;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The objects behind the endpoint, for whoever shares the process with it. */
record BlobObjects(DurableBlobStore store) implements NearObjects {
    @Override
    public void put(String bucket, String key, Content content, String mediaType) throws IOException {
        try {
            store.put(bucket, key, content, mediaType);
        } catch (RuntimeException e) {
            throw new IOException("The object " + bucket + "/" + key + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean copy(String fromBucket, String fromKey, String toBucket, String toKey) throws IOException {
        try {
            return store.share(fromBucket, fromKey, toBucket, toKey);
        } catch (RuntimeException e) {
            throw new IOException(
                    "The object " + fromBucket + "/" + fromKey + " cannot be copied: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> get(String bucket, String key) throws IOException {
        try (var object = store.getBlob(bucket, key)) {
            return Optional.of(object.readAllBytes());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new IOException("The object " + bucket + "/" + key + " cannot be read: " + e.getMessage(), e);
        }
    }
}
