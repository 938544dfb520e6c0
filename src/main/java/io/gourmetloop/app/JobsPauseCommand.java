package io.gourmetloop.app;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = "Stops the clock of a job on all servers; it still runs by hand.",
        mixinStandardHelpOptions = true)
final class JobsPauseCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "JOB", description = "Name of the job.")
    private String job = "";

    JobsPauseCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        return new JobRuns(server.connect(loader), out).pause(job, true);
    }
}
