package io.gourmetloop.app;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.List;

/** Runs of jobs on a server, asked for by hand. */
record JobRuns(ApiClient server, PrintStream out) {
    /** One after the other, each with its result in a line. The exit code: 0 when all succeeded. */
    int all(List<String> jobs) {
        boolean succeeded = true;
        for (String job : jobs) {
            JsonObject run = server.post("/api/v1/jobs/" + job + "/runs");
            out.println(job + ": " + run.getString("result"));
            succeeded &= "succeeded".equals(run.getString("state"));
        }
        return succeeded ? 0 : 1;
    }
}
