package io.gourmetloop.platform.db;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Properties;

/** PostgreSQL for whoever looks what is wrong with it: nothing is migrated or retried, and a failure says its cause. */
public final class DatabaseProbe {
    private final Vertx vertx;
    private final DatabaseConfig config;

    public DatabaseProbe(Vertx vertx, DatabaseConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** {@code now}: by its clock. */
    public record Answer(int majorVersion, Instant now) {}

    /** {@code postgresql://host:5432/name}. */
    public String address() {
        return Objects.requireNonNull(config.url(), "database.url").toString();
    }

    /** Fails with DATABASE_UNAVAILABLE. */
    public Future<Answer> ask() {
        return vertx.executeBlocking(() -> {
            try (Connection connection = DriverManager.getConnection("jdbc:" + address(), properties());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select current_setting('server_version_num')::integer / 10000, clock_timestamp()")) {
                row.next();
                return new Answer(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant());
            } catch (SQLException e) {
                throw new Failure(ErrorCode.DATABASE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
            }
        });
    }

    private Properties properties() {
        String seconds = Long.toString(Math.max(1, config.connectTimeout().toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return properties;
    }

    /** How the schema compares with the migrations of this build. Fails with {@link SchemaException}. */
    public Future<SchemaState> schema() {
        return vertx.executeBlocking(() -> Migrations.state(config));
    }

    /** For statements; it connects when it is first used, and closes with Vert.x. */
    public Pool pool() {
        return PostgresPool.create(vertx, config);
    }
}
