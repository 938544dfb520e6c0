package io.gourmetloop.platform.db;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.db.SchemaState.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
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
            Flyway flyway = flyway(config, CONNECT_RETRIES);
            refuseNewer(flyway.info().all());
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new SchemaException(
                    "The schema of " + config.url() + " was made by a different build: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new SchemaException("Migrating the schema of " + config.url() + " failed: " + e.getMessage(), e);
        }
    }

    /** Changes nothing. Blocks. */
    static SchemaState state(DatabaseConfig config) {
        try {
            Flyway flyway = flyway(config, 0);
            MigrationInfoService info = flyway.info();
            String newest = Arrays.stream(info.all())
                    .filter(migration -> migration.getState().isResolved())
                    .map(migration -> String.valueOf(migration.getVersion()))
                    .reduce("none", (before, version) -> version);
            return any(info, MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED)
                    .map(found -> new SchemaState(
                            Kind.AHEAD, "version " + found.getVersion() + ", and this build knows " + newest))
                    .or(() -> any(info, MigrationState.FAILED)
                            .map(found ->
                                    new SchemaState(Kind.BROKEN, "migration " + found.getVersion() + " has failed")))
                    .or(() -> changed(flyway))
                    .or(() -> any(info, MigrationState.PENDING)
                            .map(found -> new SchemaState(
                                    Kind.BEHIND, info.pending().length + " migrations wait, up to version " + newest)))
                    .orElseGet(() -> new SchemaState(Kind.CURRENT, "version " + newest));
        } catch (FlywayException e) {
            throw new SchemaException("The schema of " + config.url() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<MigrationInfo> any(MigrationInfoService info, MigrationState... states) {
        List<MigrationState> wanted = List.of(states);
        return Arrays.stream(info.all())
                .filter(migration -> wanted.contains(migration.getState()))
                .findFirst();
    }

    private static Optional<SchemaState> changed(Flyway flyway) {
        return flyway.validateWithResult().invalidMigrations.stream()
                .filter(invalid -> invalid.errorDetails.errorCode == CoreErrorCode.CHECKSUM_MISMATCH)
                .findFirst()
                .map(invalid -> new SchemaState(
                        Kind.CHANGED, "migration " + invalid.version + " was applied with another content"));
    }

    private static Flyway flyway(DatabaseConfig config, int retries) {
        return Flyway.configure()
                .dataSource(
                        "jdbc:" + Objects.requireNonNull(config.url(), "database.url"),
                        config.user(),
                        config.password().reveal())
                .locations(LOCATION)
                .connectRetries(retries)
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
