package io.gourmetloop.app.command;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Stops the clock of a job on all servers; it still runs by hand.",
        mixinStandardHelpOptions = true)
final class JobsPauseCommand extends JobCommand {
    JobsPauseCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    int act(JobRuns runs, String job) {
        return runs.pause(job, true);
    }
}
