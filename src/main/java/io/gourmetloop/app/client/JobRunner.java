package io.gourmetloop.app.client;

import io.gourmetloop.app.process.CommandFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The jobs of a running server. */
public final class JobRunner {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ApiClient server;

    public JobRunner(ApiClient server) {
        this.server = server;
    }

    /** Runs a job, and waits for its end, which may take longer than the server has its callers wait. */
    public JsonObject run(String job) {
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
