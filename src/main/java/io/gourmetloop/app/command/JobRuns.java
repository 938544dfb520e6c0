package io.gourmetloop.app.command;

import io.gourmetloop.app.client.ApiClient;
import io.gourmetloop.app.process.CommandFailure;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;

/** Runs of jobs on a server, asked for by hand. */
record JobRuns(ApiClient server, PrintStream out) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** One after the other, each with its result in a line. The exit code: 0 when all succeeded. */
    int all(List<String> jobs) {
        boolean succeeded = true;
        for (String job : jobs) {
            JsonObject run = run(job);
            out.println((jobs.size() > 1 ? job + ": " : "") + JobRunLine.of(run));
            succeeded &= "succeeded".equals(run.getString("state"));
        }
        return succeeded ? 0 : 1;
    }

    /** Stops the clock of a job on all servers, or lets it go on. */
    int pause(String job, boolean paused) {
        server.put("/api/v1/jobs/" + job + "/paused", new JsonObject().put("paused", paused));
        out.println(job + (paused ? " runs only by hand until it is resumed" : " runs by its clock again"));
        return 0;
    }

    /** A run may take longer than its connection lives: its end is in the history, then. */
    private JsonObject run(String job) {
        try {
            return server.post(path(job));
        } catch (CommandFailure e) {
            if (!(e.getCause() instanceof IOException) || e.getCause() instanceof ConnectException) {
                throw e;
            }
            JsonObject last = last(job);
            while ("running".equals(last.getString("state"))) {
                pause();
                last = last(job);
            }
            return last;
        }
    }

    private JsonObject last(String job) {
        return server.get(path(job) + "?limit=1").getJsonArray("runs").getJsonObject(0);
    }

    private static String path(String job) {
        return "/api/v1/jobs/" + job + "/runs";
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        }
    }
}
