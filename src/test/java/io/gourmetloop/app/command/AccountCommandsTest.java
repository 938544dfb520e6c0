package io.gourmetloop.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.app.Terminal;
import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.embedded.DataFolder;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import io.gourmetloop.testing.Backing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandsTest {
    @TempDir
    private Path home;

    private Terminal terminal;

    private Optional<Runnable> stop = Optional.empty();

    @BeforeEach
    void sitDown() {
        terminal = new Terminal(Map.of(), home);
    }

    /** The programs of all tests, in place of 20 MB unpacked for this folder. */
    @BeforeEach
    void sharePrograms() throws IOException {
        Path programs = Files.createDirectories(Backing.programs());
        Files.createSymbolicLink(Files.createDirectories(home.resolve("data")).resolve("programs"), programs);
    }

    @AfterEach
    void stopServer() throws IOException {
        stop.ifPresent(Runnable::run);
        Files.delete(home.resolve("data/programs"));
    }

    @Test
    void accounts_are_kept_without_a_server_and_beside_one() {
        assertThat(run("users", "add", "ada", "--role", "annotator")).isZero();
        assertThat(told()).startsWith("Made ada, annotator.").containsPattern("Password: \\S{16}");

        startServer();
        assertThat(run("users", "add", "Bob", "--role", "ADMIN")).isZero();
        assertThat(told()).startsWith("Made Bob, admin.");
        assertThat(run("users", "reset-password", "ada")).isZero();
        assertThat(told()).startsWith("Changed the password of ada.").containsPattern("Password: \\S{16}");
        assertThat(run("tokens", "create", "bob")).isZero();
        assertThat(told()).matches("gl_\\S{43}\n");
        assertThat(run("tokens", "create", "bob", "--label", "laptop")).isZero();
        assertThat(told()).startsWith("gl_");
        assertThat(run("tokens", "revoke", "bob", "laptop")).isZero();
        assertThat(told()).isEqualTo("Revoked the token 'laptop' of bob.\n");
        assertThat(run("tokens", "list", "Bob")).isZero();
        assertThat(told().lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("LABEL"),
                        made -> assertThat(made).startsWith("made 20").endsWith(" never"));

        assertThat(run("users", "list")).isZero();
        assertThat(told().lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("NAME"),
                        ada -> assertThat(ada).startsWith("ada ").contains(" annotator ", "20"),
                        bob -> assertThat(bob).startsWith("Bob ").contains(" admin "));
    }

    @Test
    void what_cannot_be_done_is_told_in_a_line_and_ends_with_1() throws IOException {
        startServer();
        Path password = Files.writeString(home.resolve("password"), "of my own\nand more");
        assertThat(run("users", "add", "ada", "--role", "viewer", "--password-file", password.toString()))
                .isZero();
        assertThat(told()).isEqualTo("Made ada, viewer.\n");

        assertThat(run("users", "add", "ADA", "--role", "viewer")).isEqualTo(1);
        assertThat(run("users", "reset-password", "eve")).isEqualTo(1);
        assertThat(run("tokens", "create", "eve")).isEqualTo(1);
        assertThat(run("tokens", "revoke", "ada", "laptop")).isEqualTo(1);
        assertThat(run("users", "add", "eve", "--role", "viewer", "--password-file", home + "/none"))
                .isEqualTo(1);

        assertThat(terminal.complained().lines())
                .containsExactly(
                        "gourmetloop: There is an account 'ADA' already",
                        "gourmetloop: There is no account 'eve'",
                        "gourmetloop: There is no account 'eve'",
                        "gourmetloop: ada has no token 'laptop'",
                        "gourmetloop: Cannot read " + home + "/none: " + home + "/none");
    }

    @Test
    void a_role_is_asked_for_and_unknown_ones_are_refused() {
        assertThat(run("users", "add", "ada")).isEqualTo(2);
        assertThat(run("users", "add", "ada", "--role", "cook")).isEqualTo(2);
        assertThat(run("users", "add", "--role", "viewer")).isEqualTo(2);
        assertThat(terminal.complained()).contains("--role=ROLE", "cook", "NAME");
    }

    @Test
    void generated_secrets_are_shown_when_asked_for() {
        assertThat(run("config", "print", "--secrets")).isZero();
        assertThat(told()).contains("# No secrets have been generated");

        startServer();
        assertThat(run("config", "print")).isZero();
        assertThat(told()).doesNotContain("postgres-application");
        assertThat(run("config", "print", "--secrets")).isZero();
        assertThat(told()).containsPattern("#   postgres-application: \\S{32}\n");
    }

    /** As far as commands can see: somebody holds the folder and its database runs. */
    private void startServer() {
        DataFolder folder = DataFolder.claim(home.resolve("data"));
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, new EmbeddedConfig("127.0.0.1", 0, 0, new Bytes(0)));
        stop = Optional.of(() -> {
            postgres.close();
            folder.close();
        });
    }

    private int run(String... arguments) {
        return terminal.run(arguments);
    }

    private String told() {
        return terminal.told();
    }
}
