package io.gourmetloop.platform.db;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.Hosts;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The pool's settings, and why they are what they are. */
final class PostgresPool {
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    /** Above the limit of a statement: a connection that is silent for so long during one has no server behind it. */
    private static final Duration SILENCE_LIMIT = STATEMENT_LIMIT.plusSeconds(5);

    private static final Duration IDLE_LIMIT = Duration.ofMinutes(5);
    private static final int CACHED_STATEMENTS = 512;
    private static final int LONGEST_CACHED_STATEMENT = 16_384;

    private PostgresPool() {}

    static Pool create(Vertx vertx, DatabaseConfig config) {
        Pool pool = PgBuilder.pool()
                .connectingTo(connection(config))
                .with(pooling(config))
                .with(sockets(config))
                .using(vertx)
                .build();
        return new GuardedPool(pool, new Outages());
    }

    private static PgConnectOptions connection(DatabaseConfig config) {
        String url = Hosts.reachable(Objects.requireNonNull(config.url(), "database.url"))
                .toString();
        PgConnectOptions options = PgConnectOptions.fromUri(url)
                .setUser(config.user())
                .setPassword(config.password().reveal())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
                .setPreparedStatementCacheSqlFilter(PostgresPool::isPlannedOnce);
        return options.addProperty("application_name", "gourmetloop")
                .addProperty("statement_timeout", millis(STATEMENT_LIMIT))
                .addProperty("idle_in_transaction_session_timeout", millis(STATEMENT_LIMIT));
    }

    private static boolean isPlannedOnce(String sql) {
        return sql.length() <= LONGEST_CACHED_STATEMENT && !sql.startsWith(Database.PLANNED_FOR_ITS_VALUES);
    }

    private static PoolOptions pooling(DatabaseConfig config) {
        return new PoolOptions()
                .setName("postgresql")
                .setMaxSize(config.poolSize())
                .setMaxWaitQueueSize(config.maxWaiting())
                .setConnectionTimeout((int) config.connectTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) IDLE_LIMIT.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** Without the silence limit, statements on a connection that a router forgot would wait for ever. */
    private static NetClientOptions sockets(DatabaseConfig config) {
        return new NetClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setReadIdleTimeout((int) SILENCE_LIMIT.toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpKeepAlive(true);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
