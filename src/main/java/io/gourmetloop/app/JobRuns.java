package io.gourmetloop.app;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Runs of jobs on a server, asked for by hand. */
record JobRuns(ApiClient server, PrintStream out) {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** One after the other, each with its result in a line. The exit code: 0 when all succeeded. */
    int all(List<String> jobs) {
        boolean succeeded = true;
        for (String job : jobs) {
            JsonObject run = end(job);
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

    /** Runs a job, and waits for its end, which may take longer than the server has its callers wait. */
    JsonObject end(String job) {
        JsonObject run = server.post(path(job));
        while ("running".equals(run.getString("state"))) {
            pause();
            run = last(job);
        }
        return run;
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
