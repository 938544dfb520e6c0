package io.gourmetloop.app;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Lets the clock of a job go on.", mixinStandardHelpOptions = true)
final class JobsResumeCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "JOB", description = "Name of the job.")
    private String job = "";

    JobsResumeCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        return new JobRuns(server.connect(loader), out).pause(job, false);
    }
}
