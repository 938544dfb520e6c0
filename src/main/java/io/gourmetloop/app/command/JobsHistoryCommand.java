package io.gourmetloop.app.command;

import io.gourmetloop.app.client.ServerOptions;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Shows the runs of a job, newest first.", mixinStandardHelpOptions = true)
final class JobsHistoryCommand implements Callable<Integer> {
    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "JOB", description = "Name of the job.")
    private String job = "";

    @Option(names = "--limit", defaultValue = "20", description = "Maximum number of runs, up to 200.")
    private int limit;

    JobsHistoryCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        server.connect(loader).get("/api/v1/jobs/" + job + "/runs?limit=" + limit).getJsonArray("runs").stream()
                .map(JsonObject.class::cast)
                .map(JobRunLine::of)
                .forEach(out::println);
        return 0;
    }
}
