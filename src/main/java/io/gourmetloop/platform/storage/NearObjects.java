package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.Content;
import java.io.IOException;
import java.util.Optional;

/** The objects of a store that runs in this process, without a connection between. Every call blocks. */
public interface NearObjects {
    /** Writes the object whole, over an older one of the same key; it stays after this, whatever happens to the process. */
    void put(String bucket, String key, Content content, String mediaType) throws IOException;

    /** False if there is no object to copy. */
    boolean copy(String fromBucket, String fromKey, String toBucket, String toKey) throws IOException;

    /** Empty if there is no object. */
    Optional<byte[]> get(String bucket, String key) throws IOException;
}
