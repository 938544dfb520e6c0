package io.gourmetloop.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.testing.Backing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the database when processes die, folders are touched and ports are taken. */
class EmbeddedPostgresIT {
    private static final EmbeddedConfig ANYWHERE = new EmbeddedConfig("127.0.0.1", 0, 0, new Bytes(0));
    private static final DatabaseConfig SETTINGS =
            new DatabaseConfig(null, "", new Secret(""), 4, 16, Duration.ofSeconds(5));

    private final Path folder;

    EmbeddedPostgresIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_database_whose_server_was_killed_is_taken_back_with_all_that_was_committed() throws Exception {
        Postmaster orphan;
        try (LonelyPostgres server = LonelyPostgres.start(folder, "CREATE TABLE kept AS SELECT 42 AS answer")) {
            server.kill();
            orphan = postmaster().orElseThrow();
            assertThat(EmbeddedPostgres.locate(folder, SETTINGS)).isEmpty();
        }

        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ANYWHERE, Backing.programs())) {
            assertThat(postmaster().orElseThrow().process()).isNotEqualTo(orphan.process());
            assertThat(query(postgres.database(SETTINGS), "SELECT answer FROM kept"))
                    .isEqualTo("42");
        }
    }

    @Test
    void a_folder_belongs_to_one_server_at_a_time_and_commands_find_its_database() throws Exception {
        try (LonelyPostgres server = LonelyPostgres.start(folder, "CREATE TABLE kept AS SELECT 1 AS answer")) {
            assertThatThrownBy(() -> DataFolder.claim(folder).close())
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("in use by process " + server.pid());

            DatabaseConfig found = EmbeddedPostgres.locate(folder, SETTINGS).orElseThrow();
            assertThat(query(found, "SELECT answer FROM kept")).isEqualTo("1");
            server.kill();
        }
        try (DataFolder data = DataFolder.claim(folder)) {
            assertThatThrownBy(() -> DataFolder.claim(folder).close()).hasMessageContaining("in use by process");
            EmbeddedPostgres.start(data, ANYWHERE, Backing.programs()).close(); // leaves no process behind
        }
        assertThat(postmaster()).isEmpty();
        assertThat(EmbeddedPostgres.locate(folder, SETTINGS)).isEmpty();
    }

    @Test
    void a_process_id_that_went_to_another_program_is_no_obstacle() throws Exception {
        start();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(folder.resolve("postgres/postmaster.pid"), other.pid() + "\n" + folder + "/postgres\n");

            start();

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void lost_passwords_are_set_anew() throws Exception {
        start();
        Backing.deleteTree(folder.resolve("secrets"));

        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ANYWHERE, Backing.programs())) {
            assertThat(query(postgres.database(SETTINGS), "SELECT 'in'")).isEqualTo("in");
        }
    }

    @Test
    void a_first_start_that_was_killed_halfway_is_begun_again() throws Exception {
        Files.createDirectories(folder.resolve("postgres.new/base"));
        Files.writeString(folder.resolve("postgres.new/PG_VERSION"), "18");

        start();

        assertThat(folder.resolve("postgres/PG_VERSION")).exists();
        assertThat(folder.resolve("postgres.new")).doesNotExist();
    }

    @Test
    void secrets_are_for_their_owner_alone() throws Exception {
        try (DataFolder data = DataFolder.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data, ANYWHERE, Backing.programs())) {
            assertThat(query(postgres.database(SETTINGS), "SHOW password_encryption"))
                    .isEqualTo("scram-sha-256");
            assertThat(mode(folder.resolve("secrets"))).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("postgres"))).isEqualTo("rwx------");
            try (var files = Files.list(folder.resolve("secrets"))) {
                assertThat(files.toList())
                        .extracting(EmbeddedPostgresIT::mode)
                        .hasSize(3)
                        .containsOnly("rw-------");
            }
        }
    }

    @Test
    void a_data_folder_is_closed_to_other_accounts_also_one_that_was_open_to_them_before() throws Exception {
        Path postgresLog = folder.resolve("logs/postgres.log");
        Files.createDirectories(postgresLog.getParent());
        Files.writeString(postgresLog, "before\n");
        Files.writeString(folder.resolve("lock"), "1");
        for (Path open : List.of(folder, folder.resolve("logs"))) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        start();

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("logs"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("lock"))).isEqualTo("rw-------");
        assertThat(mode(postgresLog)).isEqualTo("rw-------");
        assertThat(Files.readString(postgresLog)).startsWith("before").contains("ready to accept connections");
    }

    @Test
    void an_account_that_root_gave_the_database_to_passes_through_the_folder_and_reads_nothing_else() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root can give files away");
        Path data = Files.createDirectories(folder.resolve("postgres"));
        Files.setAttribute(data, "unix:uid", PostgresAccount.NOBODY);
        Files.setAttribute(data, "unix:gid", PostgresAccount.NOBODY);

        try (DataFolder claimed = DataFolder.claim(folder)) {
            EmbeddedPostgres.start(claimed, ANYWHERE).close();
        }

        assertThat(mode(folder)).isEqualTo("rwx--x---");
        assertThat(mode(folder.resolve("logs"))).isEqualTo("rwx--x---");
        assertThat(mode(folder.resolve("logs/postgres.log"))).isEqualTo("rw-------");
        assertThat(Files.getAttribute(folder.resolve("postgres"), "unix:uid")).isEqualTo(PostgresAccount.NOBODY);
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (DataFolder data = DataFolder.claim(folder);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedConfig config = new EmbeddedConfig("127.0.0.1", taken.getLocalPort(), 0, new Bytes(0));

            assertThatThrownBy(() -> EmbeddedPostgres.start(data, config, Backing.programs())
                            .close())
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("could not bind")
                    .hasMessageContaining(
                            "set embedded.host to an address of this machine and embedded.postgres-port to");
        }
    }

    private void start() {
        try (DataFolder data = DataFolder.claim(folder)) {
            EmbeddedPostgres.start(data, ANYWHERE, Backing.programs()).close();
        }
    }

    private Optional<Postmaster> postmaster() throws IOException {
        return Postmaster.find(folder.toRealPath().resolve("postgres"));
    }

    private static String query(DatabaseConfig database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + database.url(),
                        database.user(),
                        database.password().reveal());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
