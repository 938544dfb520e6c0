package io.gourmetloop.platform.db;

import io.gourmetloop.platform.config.DatabaseConfig;
import java.util.Arrays;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema to the version that this build knows. Several servers may start at once: one migrates, the others wait. */
final class Migrations {
    private static final String LOCATION = "classpath:db/migration";
    private static final int CONNECT_RETRIES = 10;
    private static final int SECONDS_BETWEEN_RETRIES = 1;

    private Migrations() {}

    /** Blocks. */
    static void run(DatabaseConfig config) {
        try {
            Flyway flyway = flyway(config);
            refuseNewer(flyway.info().all());
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new SchemaException(
                    "The schema of " + config.url() + " was made by a different build: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new SchemaException("Migrating the schema of " + config.url() + " failed: " + e.getMessage(), e);
        }
    }

    private static Flyway flyway(DatabaseConfig config) {
        return Flyway.configure()
                .dataSource(
                        "jdbc:" + Objects.requireNonNull(config.url(), "database.url"),
                        config.user(),
                        config.password().reveal())
                .locations(LOCATION)
                .connectRetries(CONNECT_RETRIES)
                .connectRetriesInterval(SECONDS_BETWEEN_RETRIES)
                .load();
    }

    private static void refuseNewer(MigrationInfo[] migrations) {
        Arrays.stream(migrations)
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .findAny()
                .ifPresent(newer -> {
                    throw new SchemaException("The database has schema version " + newer.getVersion()
                            + ", which a newer GourmetLoop made. Start that one, or restore a backup made before it");
                });
    }
}
