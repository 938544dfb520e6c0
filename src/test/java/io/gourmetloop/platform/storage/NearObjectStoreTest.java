package io.gourmetloop.platform.storage;

import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The contract, kept by the store of the process without its endpoint between. */
class NearObjectStoreTest extends ObjectStoreContract {
    @Override
    StorageConfig settings() {
        return Backing.storage();
    }

    @Override
    Future<StorageGate> open(Vertx vertx, StorageConfig settings) {
        return StorageGate.open(vertx, settings, Backing.objects());
    }
}
