package io.gourmetloop.doctor;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.db.DatabaseProbe;
import io.gourmetloop.testing.Backing;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseChecksTest {
    private final Vertx vertx = Vertx.vertx();
    private final DatabaseConfig database = Backing.database();
    private final DatabaseProbe probe = new DatabaseProbe(vertx, database);

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void a_database_that_answers() {
        FindingAssert.ok(new DatabaseCheck(probe), "PostgreSQL 18 at " + database.url());
    }

    @Test
    void a_password_that_is_wrong_is_told_by_the_database_itself() {
        FindingAssert.failed(
                new DatabaseCheck(probe(Objects.requireNonNull(database.url()), "guessed")),
                "password authentication failed",
                "database.url, .user and .password are right");
    }

    @Test
    void a_database_that_is_not_there() {
        FindingAssert.failed(
                new DatabaseCheck(probe(URI.create("postgresql://127.0.0.1:1/loop"), "any")),
                "postgresql://127.0.0.1:1/loop: Connection to 127.0.0.1:1 refused",
                "see that PostgreSQL runs there");
    }

    @Test
    void a_database_that_is_too_old() {
        assertThat(DatabaseCheck.finding(14, "postgresql://db/loop"))
                .isEqualTo(Finding.failed(
                        "PostgreSQL 14 at postgresql://db/loop is too old", "move the data to PostgreSQL 15 or later"));
    }

    @Test
    void a_schema_that_was_never_migrated_waits_for_the_server() {
        FindingAssert.failed(new SchemaCheck(probe), "migrations wait, up to version ", "restart the server");
    }

    @Test
    void a_schema_of_this_build() {
        migrate();

        FindingAssert.ok(new SchemaCheck(probe), "version ");
    }

    @Test
    void a_schema_of_a_newer_build() {
        migrate();
        execute("insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) values (99, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, true)");

        FindingAssert.failed(new SchemaCheck(probe), "version 999, and this build knows ", "use the newer GourmetLoop");
    }

    @Test
    void a_migration_that_failed() {
        migrate();
        execute("update flyway_schema_history set success = false where version = '2'");

        FindingAssert.failed(new SchemaCheck(probe), "migration 2 has failed", "restore a backup");
    }

    @Test
    void a_migration_that_was_another_one() {
        migrate();
        execute("update flyway_schema_history set checksum = 1 where version = '2'");

        FindingAssert.failed(
                new SchemaCheck(probe), "migration 2 was applied with another content", "use the build that made");
    }

    private void migrate() {
        await(await(Database.open(vertx, database)).close());
    }

    private void execute(String sql) {
        await(probe.pool().query(sql).execute());
    }

    private DatabaseProbe probe(URI url, String password) {
        return new DatabaseProbe(
                vertx, new DatabaseConfig(url, database.user(), new Secret(password), 1, 1, database.connectTimeout()));
    }
}
