package io.gourmetloop.app;

import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
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
        JsonObject run = server.connect(loader).post("/api/v1/jobs/" + job + "/runs");
        out.println(JobRunLine.of(run));
        return run.getString("state").equals("succeeded") ? 0 : 1;
    }
}
