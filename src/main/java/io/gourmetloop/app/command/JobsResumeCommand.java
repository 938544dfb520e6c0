package io.gourmetloop.app.command;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Resumes a job's schedule.", mixinStandardHelpOptions = true)
final class JobsResumeCommand extends JobCommand {
    JobsResumeCommand(ConfigurationLoader loader, PrintStream out) {
        super(loader, out);
    }

    @Override
    int act(JobRuns runs, String job) {
        return runs.pause(job, false);
    }
}
