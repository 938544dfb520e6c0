package io.gourmetloop.app.command;

import io.gourmetloop.app.client.ServerOptions;
import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that does something with one job of a running server. */
abstract class JobCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "JOB", description = "Name of the job.")
    private String job = "";

    JobCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public final Integer call() {
        return act(new JobRuns(server.connect(loader), out), job);
    }

    /** The exit code. */
    abstract int act(JobRuns runs, String job);
}
