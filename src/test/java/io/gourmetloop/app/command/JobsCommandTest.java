package io.gourmetloop.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.app.Terminal;
import io.gourmetloop.testing.RunningApp;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsCommandTest {
    private final RunningApp app = RunningApp.shared();

    @TempDir
    private Path home;

    private Terminal terminal;

    @BeforeEach
    void sitDown() {
        terminal = new Terminal(Map.of(), home);
    }

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

        assertThat(terminal.complained()).contains("404", "There is no job 'brew-coffee'");
    }

    private int run(String... arguments) {
        return terminal.run(Stream.concat(
                        Stream.of(arguments), Stream.of("--url", app.address().toString(), "--token", app.token()))
                .toArray(String[]::new));
    }

    private String told() {
        return terminal.told();
    }
}
