package io.gourmetloop.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.testing.Backing;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final EmbeddedConfig ANYWHERE = new EmbeddedConfig("127.0.0.1", 0, 0, new Bytes(0));
    private static final DatabaseConfig SETTINGS =
            new DatabaseConfig(null, "ignored", new Secret(""), 4, 16, Duration.ofSeconds(5));

    @Test
    void what_was_committed_is_there_after_a_restart(@TempDir Path folder) throws SQLException {
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ANYWHERE, Backing.programs())) {
            execute(postgres, "CREATE TABLE dishes (name text)");
            execute(postgres, "INSERT INTO dishes VALUES ('Eierspeise mit Schnittlauch ☘')");
        }
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ANYWHERE, Backing.programs())) {
            assertThat(query(postgres, "SELECT name FROM dishes")).isEqualTo("Eierspeise mit Schnittlauch ☘");
        }
    }

    @Test
    void the_application_is_no_superuser_and_owns_its_database(@TempDir Path folder) throws SQLException {
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ANYWHERE, Backing.programs())) {
            assertThat(query(postgres, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThat(query(postgres, "SELECT datdba::regrole FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("gourmetloop");
            assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void a_wrong_password_is_refused(@TempDir Path folder) {
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ANYWHERE, Backing.programs())) {
            assertThatThrownBy(
                            () -> connect(postgres.database(SETTINGS), "guess").close())
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static Connection connect(DatabaseConfig database, String password) throws SQLException {
        URI url = Objects.requireNonNull(database.url());
        return DriverManager.getConnection("jdbc:" + url, database.user(), password);
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        DatabaseConfig database = postgres.database(SETTINGS);
        try (Connection connection = connect(database, database.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        DatabaseConfig database = postgres.database(SETTINGS);
        try (Connection connection = connect(database, database.password().reveal());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
