package io.gourmetloop.testing;

import static io.gourmetloop.testing.Await.await;
import static java.util.stream.Collectors.toSet;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.StorageGate;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** What a server has left in its database and in its buckets, seen from outside, without the server's help. */
public final class Traces implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final DatabaseConfig config;
    private final Connection database;
    private final StorageGate store;

    public Traces(DatabaseConfig database, StorageConfig storage) {
        this.config = database;
        this.database = connect(database);
        this.store = await(StorageGate.open(vertx, storage));
    }

    private static Connection connect(DatabaseConfig config) {
        try {
            return DriverManager.getConnection(
                    "jdbc:" + config.url(), config.user(), config.password().reveal());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot connect to " + config.url(), e);
        }
    }

    /** Runs the statement and holds what it locks. Others have to wait until this connection is closed. */
    public Connection hold(String sql) throws SQLException {
        Connection holder = connect(config);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute(sql);
        }
        return holder;
    }

    /** How many connections wait for a lock. */
    public long waiting() {
        return count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    /** {@code from}: what stands behind "from". */
    public long count(String from) {
        return Long.parseLong(
                texts("select count(*)::text from " + from).iterator().next());
    }

    /** The first column of the rows. */
    public synchronized Set<String> texts(String sql) {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Set<String> texts = new HashSet<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public Set<String> keys(Bucket bucket, String prefix) {
        Set<String> keys = new HashSet<>();
        String after = "";
        while (true) {
            ListPage page = await(store.list(bucket, prefix, after, 1000));
            keys.addAll(page.objects().stream()
                    .map(ObjectInfo::key)
                    .map(Object::toString)
                    .collect(toSet()));
            if (page.next().isEmpty()) {
                return keys;
            }
            after = page.next().get();
        }
    }

    public byte[] object(Bucket bucket, String key) {
        return await(store.get(bucket, ObjectKey.of(key))).getBytes();
    }

    @Override
    public void close() {
        store.close();
        await(vertx.close());
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
