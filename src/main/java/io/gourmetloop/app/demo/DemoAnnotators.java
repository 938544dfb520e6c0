package io.gourmetloop.app.demo;

import io.gourmetloop.app.client.ApiClient;
import io.gourmetloop.app.process.CommandFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Plays the annotators: labels the open tasks whose truth it knows. */
final class DemoAnnotators {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String QUEUE = "/api/v1/annotator/tasks";

    private final ApiClient server;
    private final DemoHabits habits;
    private final List<String> classes;
    private final Map<String, String> truths;

    /** {@code truths}: prediction id to label. */
    DemoAnnotators(ApiClient server, DemoHabits habits, List<String> classes, Map<String, String> truths) {
        this.server = server;
        this.habits = habits;
        this.classes = classes;
        this.truths = truths;
    }

    /** Fails where tasks wait already: they come first, and nobody here knows their labels. */
    static void requireNoOpenTasks(ApiClient server) {
        JsonObject queue = server.get(QUEUE + "?limit=1");
        if (!queue.getJsonArray("tasks").isEmpty()) {
            int open = queue.getJsonObject("progress").getInteger("open");
            throw new CommandFailure("Tasks of other photos are in the queue, " + open + " of them, before those of a"
                    + " demonstration; label them at /annotate, or start the server with a fresh --data folder");
        }
    }

    /** Waits until no task is on its way any more, then labels until none is open. Returns how many were labeled. */
    int work(Random chance, PrintStream out) {
        awaitDeliveries();
        JsonObject first = next();
        int open = first.getJsonObject("progress").getInteger("open");
        ProgressBar bar = new ProgressBar(out, "labeling", Math.max(1, open));
        int labeled = 0;
        for (List<JsonObject> tasks = known(first); !tasks.isEmpty(); tasks = known(next())) {
            for (JsonObject task : tasks) {
                annotate(task, chance);
                labeled++;
                bar.step();
            }
        }
        return labeled;
    }

    private JsonObject next() {
        return server.get(QUEUE + "?limit=20");
    }

    /** Photos that this demonstration did not send are left to people. */
    private List<JsonObject> known(JsonObject queue) {
        JsonArray tasks = queue.getJsonArray("tasks");
        List<JsonObject> known = tasks.stream()
                .map(JsonObject.class::cast)
                .filter(task -> truths.containsKey(task.getString("task_id")))
                .toList();
        if (known.isEmpty() && !tasks.isEmpty()) {
            throw new CommandFailure(
                    "Tasks of other photos are first in the queue; label them at /annotate, or start the"
                            + " server with a fresh --data folder");
        }
        return known;
    }

    private void annotate(JsonObject task, Random chance) {
        String id = task.getString("task_id");
        String truth = Objects.requireNonNull(truths.get(id));
        server.post(
                QUEUE + "/" + id + "/annotations",
                new JsonObject()
                        .put("outcome", "label")
                        .put("label", seen(truth, chance))
                        .put("lead_time", lead(chance)));
    }

    private String seen(String truth, Random chance) {
        return chance.nextDouble() < habits.labelNoise() ? classes.get(chance.nextInt(classes.size())) : truth;
    }

    /** Seconds that a person takes for a photo. */
    private static double lead(Random chance) {
        return 1.5 + 3 * chance.nextDouble();
    }

    private void awaitDeliveries() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (open() > 0) {
            if (System.nanoTime() > end) {
                throw new CommandFailure(
                        "Tasks are still on their way after " + PATIENCE.toMinutes() + " minutes; see the console");
            }
            pause();
        }
    }

    private int open() {
        return server.get("/api/v1/overview").getJsonObject("deliveries").getInteger("open");
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
