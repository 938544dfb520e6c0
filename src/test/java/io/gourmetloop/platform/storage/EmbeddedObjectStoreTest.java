package io.gourmetloop.platform.storage;

import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;

/** The contract, kept by the S3 endpoint inside of the process. */
class EmbeddedObjectStoreTest extends ObjectStoreContract {
    @Override
    StorageConfig settings() {
        return Backing.storage();
    }
}
