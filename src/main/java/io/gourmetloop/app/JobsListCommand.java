package io.gourmetloop.app;

import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the jobs with their last run.", mixinStandardHelpOptions = true)
final class JobsListCommand implements Callable<Integer> {
    private static final String LINE = "%-18s %-10s %s%n";

    private final ConfigurationLoader loader;
    private final PrintStream out;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    JobsListCommand(ConfigurationLoader loader, PrintStream out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Integer call() {
        JsonObject answer = server.connect(loader).get("/api/v1/jobs");
        out.printf(LINE, "JOB", "EVERY", "LAST RUN");
        answer.getJsonArray("jobs").stream().map(JsonObject.class::cast).forEach(this::print);
        return 0;
    }

    private void print(JsonObject job) {
        out.printf(LINE, job.getString("name"), every(job), JobRunLine.of(job.getJsonObject("last_run")));
    }

    private static String every(JsonObject job) {
        if (job.getBoolean("paused")) {
            return "paused";
        }
        long seconds = Math.round(job.getDouble("period_seconds"));
        return seconds == 0 ? "by hand" : seconds + " s";
    }
}
