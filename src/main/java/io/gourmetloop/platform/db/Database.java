package io.gourmetloop.platform.db;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** PostgreSQL with its schema in place. While it is away, every call fails with DATABASE_UNAVAILABLE, soon. */
public final class Database {
    /**
     * Begins the text of a statement whose best plan depends on its values: it is planned at each call. Others are kept
     * prepared, and after some calls PostgreSQL plans those once for all values.
     */
    public static final String PLANNED_FOR_ITS_VALUES = "/* planned for its values */ ";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool pool;
    private final long pingMillis;

    private Database(Pool pool, long pingMillis) {
        this.pool = pool;
        this.pingMillis = pingMillis;
    }

    /**
     * Migrates the schema on a worker thread, then opens the pool. Fails with {@link SchemaException} when the schema
     * cannot be brought to this version.
     */
    public static Future<Database> open(Vertx vertx, DatabaseConfig config) {
        return vertx.<Void>executeBlocking(() -> {
                    Migrations.run(config);
                    return null;
                })
                .map(migrated -> connect(vertx, config));
    }

    private static Database connect(Vertx vertx, DatabaseConfig config) {
        return new Database(
                PostgresPool.create(vertx, config), config.connectTimeout().toMillis());
    }

    /**
     * For statements that need no transaction. Fails with DATABASE_UNAVAILABLE, except for statements on a connection
     * that was taken by {@link Pool#getConnection}: those fail with the driver's own errors.
     */
    public Pool pool() {
        return pool;
    }

    /**
     * Commits when the work's future succeeds, rolls back when it fails, then gives the connection back. BEGIN travels
     * with the first statements, so work that sends all its statements at once (and joins them) costs two round trips.
     * When the connection breaks during COMMIT, the outcome is unknown and the future fails with DATABASE_UNAVAILABLE.
     */
    public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(work);
    }

    /** Succeeds when a statement was answered within the time of {@code database.connect-timeout}. */
    public Future<Void> ping() {
        return pool.query("select 1")
                .execute()
                .<Void>mapEmpty()
                .timeout(pingMillis, TimeUnit.MILLISECONDS)
                .recover(e -> Future.failedFuture(Unavailability.translate(e)));
    }

    /** Waits for no one: statements that are still open fail. */
    public Future<Void> close() {
        return pool.close();
    }

    /** Whether the failure says that a row with the same key, by this unique constraint or index, exists. */
    public static boolean uniqueViolation(Throwable failure, String constraint) {
        return failure instanceof PgException error
                && UNIQUE_VIOLATION.equals(error.getSqlState())
                && constraint.equals(error.getConstraint());
    }
}
