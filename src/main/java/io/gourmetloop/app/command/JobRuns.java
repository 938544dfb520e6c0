package io.gourmetloop.app.command;

import io.gourmetloop.app.client.ApiClient;
import io.gourmetloop.app.client.JobRunner;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.List;

/** Runs of jobs on a server, asked for by hand, and what is told of them. */
record JobRuns(ApiClient server, PrintStream out) {
    /** One after the other, each with its result in a line. The exit code: 0 when all succeeded. */
    int all(List<String> jobs) {
        JobRunner runner = new JobRunner(server);
        boolean succeeded = true;
        for (String job : jobs) {
            JsonObject run = runner.run(job);
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
}
