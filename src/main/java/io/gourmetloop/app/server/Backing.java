package io.gourmetloop.app.server;

import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.embedded.DataFolder;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import io.gourmetloop.platform.embedded.EmbeddedS3;
import io.gourmetloop.platform.storage.NearObjects;
import io.gourmetloop.platform.storage.StorageGate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where the database and the object store are: those of the settings, or those started here, inside of the process. After
 * this nobody asks which. Opening blocks for some seconds.
 */
final class Backing implements AutoCloseable {
    private final DataFolder folder;
    private final DatabaseConfig database;
    private final Store store;
    private final Deque<Runnable> started;

    private Backing(DataFolder folder, DatabaseConfig database, Store store, Deque<Runnable> started) {
        this.folder = folder;
        this.database = database;
        this.store = store;
        this.started = started;
    }

    /** Where the object store answers, and its objects themselves if it runs in this process. */
    private record Store(StorageConfig config, @Nullable NearObjects near) {}

    static Backing open(Configuration configuration) {
        Deque<Runnable> started = new ArrayDeque<>();
        try {
            DataFolder folder = DataFolder.claim(configuration.dataDirectory());
            started.push(folder::close);
            return new Backing(
                    folder, database(configuration, folder, started), store(configuration, folder, started), started);
        } catch (RuntimeException e) {
            close(started);
            throw e;
        }
    }

    private static DatabaseConfig database(Configuration configuration, DataFolder folder, Deque<Runnable> started) {
        DatabaseConfig settings = configuration.database();
        if (!settings.isEmbedded()) {
            return settings;
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, configuration.embedded());
        started.push(postgres::close);
        return postgres.database(settings);
    }

    private static Store store(Configuration configuration, DataFolder folder, Deque<Runnable> started) {
        StorageConfig settings = configuration.storage();
        if (!settings.isEmbedded()) {
            return new Store(settings, null);
        }
        EmbeddedS3 s3 = EmbeddedS3.start(folder, configuration.embedded());
        started.push(s3::close);
        return new Store(s3.storage(settings), s3.objects());
    }

    DataFolder folder() {
        return folder;
    }

    DatabaseConfig database() {
        return database;
    }

    StorageConfig storage() {
        return store.config();
    }

    /** The way to the store, the shortest there is. Never fails, see {@link StorageGate#open}. */
    Future<StorageGate> openStore(Vertx vertx) {
        NearObjects near = store.near();
        return near == null ? StorageGate.open(vertx, store.config()) : StorageGate.open(vertx, store.config(), near);
    }

    @Override
    public void close() {
        close(started);
    }

    /** In the reverse order of starting. */
    private static void close(Deque<Runnable> started) {
        while (!started.isEmpty()) {
            started.pop().run();
        }
    }
}
