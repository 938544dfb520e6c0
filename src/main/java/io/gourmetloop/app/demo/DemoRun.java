package io.gourmetloop.app.demo;

import io.gourmetloop.app.client.ApiClient;
import io.gourmetloop.app.client.JobRunner;
import io.gourmetloop.app.demo.DemoPhotos.LabeledPhoto;
import io.gourmetloop.app.demo.DemoUsers.Answered;
import io.gourmetloop.app.process.CommandFailure;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The demonstration: photos, objections, labels, estimates. */
final class DemoRun {
    private static final int USERS = 4;
    /** Seeds that are close to each other begin alike: with them no user, or every user, would object. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final ApiClient server;
    private final DemoHabits habits;
    private final long seed;
    private final double rate;
    private final PrintStream out;

    DemoRun(ApiClient server, DemoHabits habits, long seed, double rate, PrintStream out) {
        this.server = server;
        this.habits = habits;
        this.seed = seed;
        this.rate = rate;
        this.out = out;
    }

    void run(List<LabeledPhoto> photos, List<String> classes) {
        DemoAnnotators.requireNoOpenTasks(server);
        List<Answered> answered = upload(photos, new DemoUsers(server, habits, classes));
        Map<String, String> truths = answered.stream().collect(Collectors.toMap(Answered::id, Answered::truth));
        int labeled = new DemoAnnotators(server, habits, classes, truths).work(new Random(seed), out);
        runJob("annotation-sync");
        runJob("estimates");
        new DemoReport(server, out).print(answered, labeled);
    }

    private List<Answered> upload(List<LabeledPhoto> photos, DemoUsers users) {
        ProgressBar bar = new ProgressBar(out, "uploading", photos.size());
        ExecutorService pool = Executors.newFixedThreadPool(USERS);
        try {
            long start = System.nanoTime();
            List<Future<Answered>> asked = new ArrayList<>();
            for (int i = 0; i < photos.size(); i++) {
                LabeledPhoto photo = photos.get(i);
                Random chance = new Random((seed * 1_000_003 + i) * SPREAD);
                long due = rate > 0 ? start + (long) (i / rate * TimeUnit.SECONDS.toNanos(1)) : start;
                asked.add(pool.submit(() -> ask(users, photo, chance, due, bar)));
            }
            return collect(asked);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Answered ask(DemoUsers users, LabeledPhoto photo, Random chance, long due, ProgressBar bar) {
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        Answered answered = users.ask(photo, chance);
        bar.step();
        return answered;
    }

    private static List<Answered> collect(List<Future<Answered>> asked) {
        List<Answered> answered = new ArrayList<>();
        try {
            for (Future<Answered> each : asked) {
                answered.add(each.get());
            }
            return answered;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CommandFailure failure
                    ? failure
                    : new IllegalStateException("An upload failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        }
    }

    private void runJob(String name) {
        JsonObject run = new JobRunner(server).run(name);
        if (!"succeeded".equals(run.getString("state"))) {
            throw new CommandFailure("The job " + name + " " + run.getString("state") + ": " + run.getString("result"));
        }
    }
}
