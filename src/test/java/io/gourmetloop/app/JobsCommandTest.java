package io.gourmetloop.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.ConfigurationLoader;
import io.gourmetloop.testing.RunningApp;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsCommandTest {
    private final RunningApp app = RunningApp.shared();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path home;

    @Test
    void a_job_is_run_and_its_runs_are_shown() {
        assertThat(run("jobs", "run", "orphan-sweep")).isZero();
        String line = told();
        assertThat(line).matches("20\\S+Z +[0-9.]+ s  succeeded: .+\n");

        assertThat(run("jobs", "history", "orphan-sweep", "--limit", "1")).isZero();
        assertThat(told()).isEqualTo(line);

        assertThat(run("jobs", "list")).isZero();
        assertThat(told().lines())
                .anySatisfy(job -> assertThat(job).startsWith("orphan-sweep ").contains(" 1h ", line.strip()));
    }

    @Test
    void a_job_is_paused_and_resumed() {
        assertThat(run("jobs", "pause", "sampling-sweep")).isZero();
        assertThat(told()).contains("sampling-sweep runs only by hand");
        assertThat(run("jobs", "list")).isZero();
        assertThat(told().lines())
                .anySatisfy(job -> assertThat(job).startsWith("sampling-sweep ").contains(" paused "));

        assertThat(run("jobs", "resume", "sampling-sweep")).isZero();
        assertThat(run("jobs", "list")).isZero();
        assertThat(told().lines()).noneMatch(job -> job.contains(" paused "));
    }

    @Test
    void a_job_that_is_not_there_is_told_and_ends_with_1() {
        assertThat(run("jobs", "run", "brew-coffee")).isEqualTo(1);

        assertThat(err.toString(UTF_8)).contains("404", "There is no job 'brew-coffee'");
    }

    private int run(String... arguments) {
        ConfigurationLoader loader = new ConfigurationLoader(Map.of(), home, home);
        Server server = (settings, banner) -> {};
        String[] connected = Stream.concat(
                        Stream.of(arguments), Stream.of("--url", app.address().toString(), "--token", app.token()))
                .toArray(String[]::new);
        return new CommandLineInterface(loader, server, new Logging(), print(out), print(err)).run(connected);
    }

    private String told() {
        String text = out.toString(UTF_8);
        out.reset();
        return text;
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
