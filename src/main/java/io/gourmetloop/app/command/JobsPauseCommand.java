package io.gourmetloop.app.command;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Pauses a job's schedule on all servers; 'jobs run' still works.",
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
