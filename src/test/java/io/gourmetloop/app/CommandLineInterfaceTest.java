package io.gourmetloop.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.app.process.Logging;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Configuration;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Configuration> served = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void no_command_means_serve() {
        assertThat(run()).isZero();
        assertThat(run("--port", "0")).isZero();

        assertThat(served)
                .hasSize(2)
                .extracting(settings -> settings.http().port())
                .containsExactly(8080, 0);
    }

    @Test
    void serve_takes_its_options_over_the_file() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "http: {port: 1, host: '::1', max-connections: 9}");

        int exit = run("serve", "--config", file.toString(), "--port", "0", "--management-port=7", "--data", "kept");

        assertThat(exit).isZero();
        Configuration settings = served.get(0);
        assertThat(settings.http().port()).isZero();
        assertThat(settings.http().host()).isEqualTo("::1");
        assertThat(settings.http().maxConnections()).isEqualTo(9);
        assertThat(settings.management().port()).isEqualTo(7);
        assertThat(settings.dataDirectory()).isEqualTo(directory.resolve("kept"));
    }

    @Test
    void wrong_settings_are_all_told_and_end_with_2() {
        assertThat(run("serve", "--port", "high", "--management-port", "-1")).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .contains("http.port: 'high' is not a whole number", "management.port must lie between 0");
        assertThat(served).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --prot 1",
                "--prot 1",
                "brew",
                "config print --secret",
                "serve 8080",
                "jobs brew",
                "tokens revoke",
                "label-studio brew"
            })
    void a_wrong_command_line_ends_with_2_and_says_what_is_unknown(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err.toString(UTF_8)).matches("(?s)(Unknown|Unmatched|Missing).+");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "help",
                "serve --help",
                "config --help",
                "config print --help",
                "help serve",
                "label-studio --help",
                "label-studio setup --help",
                "label-studio sync --help",
                "jobs run --help",
                "tokens list --help",
                "demo --help",
                "bench --help"
            })
    void help_is_everywhere(String line) {
        assertThat(run(line.split(" "))).isZero();

        assertThat(out.toString(UTF_8)).contains("Usage: gourmetloop");
        assertThat(served).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--turns 0", "--requests 0", "--clients 4,0", "--side -1", "--warm-up -1"})
    void a_bench_of_nothing_is_refused_before_a_server_starts(String options) {
        assertThat(run(("bench " + options).split(" "))).isEqualTo(1);

        assertThat(err.toString(UTF_8)).contains("take numbers from 1");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void the_version_is_told() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString(UTF_8))
                .startsWith("gourmetloop ")
                .contains("Java " + System.getProperty("java.version"));
    }

    @Test
    void printed_settings_can_be_served_and_hide_secrets_unless_asked() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "auth: {admin-password: planted}\nhttp: {port: 12}");
        assertThat(run("config", "print", "--config", file.toString())).isZero();
        assertThat(out.toString(UTF_8)).contains("port: 12").doesNotContain("planted");

        out.reset();
        assertThat(run("config", "print", "--secrets", "--config", file.toString()))
                .isZero();
        assertThat(out.toString(UTF_8)).contains("planted");
        Path printed = Files.writeString(directory.resolve("b.yaml"), out.toString(UTF_8));
        assertThat(run("serve", "--config", printed.toString())).isZero();
        assertThat(served.get(0).auth().adminPassword().reveal()).isEqualTo("planted");
    }

    @Test
    void a_refusal_is_told_in_one_line_and_ends_with_1() {
        int exit = commands(() -> {
                    throw new Failure(ErrorCode.DATABASE_UNAVAILABLE, "PostgreSQL does not answer");
                })
                .run();

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString(UTF_8).strip()).isEqualTo("gourmetloop: PostgreSQL does not answer");
    }

    @Test
    void a_bug_ends_with_1() {
        int exit = commands(() -> {
                    IllegalStateException bug = new IllegalStateException("broken, as this test wants it");
                    bug.setStackTrace(new StackTraceElement[0]);
                    throw bug;
                })
                .run();

        assertThat(exit).isEqualTo(1);
    }

    private int run(String... arguments) {
        return commands(() -> 0).run(arguments);
    }

    private CommandLineInterface commands(Callable<Integer> serving) {
        ConfigurationLoader loader = new ConfigurationLoader(Map.of(), directory, directory);
        Server server = (settings, banner) -> {
            served.add(settings);
            serving.call();
        };
        return new CommandLineInterface(loader, server, new Logging(), print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
