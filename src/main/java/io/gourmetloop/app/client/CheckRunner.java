package io.gourmetloop.app.client;

import io.gourmetloop.app.process.CommandFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The drift and data checks of a running server. */
public final class CheckRunner {
    private static final String RUNS = "/api/v1/checks/runs";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final ApiClient server;

    public CheckRunner(ApiClient server) {
        this.server = server;
    }

    /** Runs them and waits for their end. Fails with a CommandFailure when they could not be run. */
    public JsonObject run() {
        long id = server.post(RUNS).getLong("id");
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonObject run = server.get(RUNS + "/" + id);
        while (run.getString("state").equals("running")) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("The checks are still running; see /console/drift");
            }
            pause();
            run = server.get(RUNS + "/" + id);
        }
        return finished(run);
    }

    /** Fails with a CommandFailure when they were never run. */
    public JsonObject newest() {
        JsonArray runs = server.get(RUNS + "?limit=1").getJsonArray("runs");
        if (runs.isEmpty()) {
            throw new CommandFailure("No check has been run yet; run them with --run");
        }
        return finished(server.get(RUNS + "/" + runs.getJsonObject(0).getLong("id")));
    }

    /** One HTML file. */
    public String report(JsonObject run) {
        return server.text(RUNS + "/" + run.getLong("id") + "/report");
    }

    private static JsonObject finished(JsonObject run) {
        if (!run.getString("state").equals("finished")) {
            throw new CommandFailure("The checks are " + run.getString("state") + ": " + run.getString("error", ""));
        }
        return run;
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        }
    }
}
