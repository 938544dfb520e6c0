package io.gourmetloop.app.command;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description = "Runs a job now and waits for it; exits with 1 if it fails.",
        mixinStandardHelpOptions = true)
final class JobsRunCommand extends JobCommand {
    JobsRunCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    int act(JobRuns runs, String job) {
        return runs.all(List.of(job));
    }
}
