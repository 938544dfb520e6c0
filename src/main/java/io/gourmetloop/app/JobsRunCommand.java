package io.gourmetloop.app;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Runs a job now and waits for its end; the exit code tells whether it succeeded.",
        mixinStandardHelpOptions = true)
final class JobsRunCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "JOB", description = "Name of the job.")
    private String job = "";

    JobsRunCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        return new JobRuns(server.connect(loader), out).all(List.of(job));
    }
}
