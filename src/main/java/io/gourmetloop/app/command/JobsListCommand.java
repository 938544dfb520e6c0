package io.gourmetloop.app.command;

import io.gourmetloop.app.client.ServerOptions;
import io.gourmetloop.platform.config.ConfigurationLoader;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "Lists background jobs with their next and last run.",
        mixinStandardHelpOptions = true)
final class JobsListCommand implements Callable<Integer> {
    private static final String LINE = "%-18s %-12s %-20s %s%n";

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
        out.printf(LINE, "JOB", "WHEN", "NEXT RUN", "LAST RUN");
        answer.getJsonArray("jobs").stream().map(JsonObject.class::cast).forEach(this::print);
        return 0;
    }

    private void print(JsonObject job) {
        out.printf(
                LINE,
                job.getString("name"),
                when(job.getString("schedule")),
                next(job),
                JobRunLine.of(job.getJsonObject("last_run")));
    }

    private static String when(String schedule) {
        return schedule.equals("0") ? "by hand" : schedule;
    }

    private static String next(JsonObject job) {
        String next = job.getString("next_run_at");
        if (job.getBoolean("paused")) {
            return "paused";
        }
        return next == null
                ? "-"
                : Instant.parse(next).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
