package io.gourmetloop.app;

import io.gourmetloop.app.server.App;
import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.platform.config.Configuration;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** The server as a process: up until SIGTERM or Ctrl-C, then down in good order. */
final class Serving implements Server {
    private final CrashPoints crashPoints;

    Serving(CrashPoints crashPoints) {
        this.crashPoints = crashPoints;
    }

    @Override
    public void run(Configuration configuration, PrintStream out) throws InterruptedException {
        App app = App.start(configuration, Clock.systemUTC(), crashPoints);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(app, out, ended), "stop"));
        print(app, out);
        ended.await();
    }

    private static void stop(App app, PrintStream out, CountDownLatch ended) {
        out.println("Stopping: requests under way are finished first.");
        app.close();
        ended.countDown();
    }

    private static void print(App app, PrintStream out) {
        out.println("GourmetLoop is up.");
        line(out, "Upload photos", app.address() + "/");
        line(out, "Label them", app.labelingAddress());
        line(out, "Console", app.address() + "/console");
        line(out, "API", app.address() + "/docs");
        line(out, "Metrics", app.managementAddress() + "/ops/metrics");
        line(out, "S3 endpoint", app.storageEndpoint() + "  (keys: gourmetloop config print --secrets)");
        app.newAdminPassword()
                .ifPresent(password ->
                        line(out, "Administrator", "admin, password " + password.reveal() + "  (shown this once)"));
        out.flush();
    }

    private static void line(PrintStream out, String what, String where) {
        out.printf("  %-14s %s%n", what, where);
    }
}
