package io.gourmetloop.reliability;

import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections that say nothing, uploads that keep their last bytes back, and threads that make accounts, from many loopback
 * addresses. What the server closes is opened anew.
 */
final class Attackers implements AutoCloseable {
    private static final int SILENT = 2_000;
    private static final int UPLOADS = 200;
    private static final int REGISTERING = 40;
    private static final int SENDERS = 4;
    private static final byte[] BODY = new byte[3_000_000];

    private final URI server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicInteger accounts = new AtomicInteger();

    private Attackers(URI server) {
        this.server = server;
    }

    static Attackers of(URI server) {
        Attackers attackers = new Attackers(server);
        attackers.begin(() -> attackers.hold(SILENT, attackers::openSilent));
        for (int sender = 0; sender < SENDERS; sender++) {
            int first = sender * UPLOADS;
            attackers.begin(() -> attackers.hold(UPLOADS / SENDERS, slot -> attackers.openUpload(first + slot)));
        }
        for (int thread = 0; thread < REGISTERING; thread++) {
            int network = thread;
            attackers.begin(() -> attackers.register(network));
        }
        return attackers;
    }

    private interface Opening {
        Caller open(int slot) throws IOException;
    }

    private interface Attack {
        void run() throws IOException, InterruptedException;
    }

    private void begin(Attack attack) {
        running.add(threads.submit(() -> {
            attack.run();
            return null;
        }));
    }

    /** Blocks until each kind has begun in earnest. */
    void awaitAll() {
        Eventually.holds(
                "a siege",
                Duration.ofMinutes(2),
                () -> silent.get() >= SILENT && uploads.get() >= UPLOADS && accounts.get() >= REGISTERING);
    }

    /** Fails when one has given up. */
    void requireAlive() {
        if (running.stream().anyMatch(Future::isDone)) {
            throw new IllegalStateException("An attacker has given up");
        }
    }

    /** Opens slot after slot, again and again; who is hung up on has no other way to notice. */
    private void hold(int slots, Opening opening) throws InterruptedException {
        List<Caller> held = new ArrayList<>();
        try {
            for (int slot = 0; ; slot = (slot + 1) % slots) {
                if (held.size() > slot) {
                    held.get(slot).close();
                }
                Caller caller = open(opening, slot);
                if (held.size() > slot) {
                    held.set(slot, caller);
                } else {
                    held.add(caller);
                }
                Thread.sleep(held.size() < slots ? 0 : 5);
            }
        } finally {
            held.forEach(Caller::close);
        }
    }

    /** Until it succeeds: a server under attack may refuse or reset a connection while something is said. */
    private static Caller open(Opening opening, int slot) throws InterruptedException {
        while (true) {
            try {
                return opening.open(slot);
            } catch (IOException refused) {
                Thread.sleep(20);
            }
        }
    }

    private Caller openSilent(int slot) throws IOException {
        Caller caller = new Caller(server, "127.1." + slot / 100 + "." + (slot % 100 + 1));
        silent.incrementAndGet();
        return caller;
    }

    private Caller openUpload(int slot) throws IOException {
        Caller caller = new Caller(server, "127.2.0." + (slot % 10 + 1));
        uploads.incrementAndGet();
        return caller.sayHead(
                        "POST /api/v1/predictions HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: image/jpeg",
                        "Content-Length: " + (BODY.length + 10))
                .say(BODY);
    }

    /** Few accounts may be made from one address, so it takes the next one. */
    private void register(int network) throws InterruptedException {
        for (int number = 0; ; number++) {
            String body = "{\"name\":\"a" + network + "-" + number + "\",\"password\":\"a long enough password\"}";
            try (Caller caller = new Caller(server, "127.3." + network + "." + (number / 5 % 250 + 1))) {
                String answer = caller.sayHead(
                                "POST /api/v1/accounts HTTP/1.1",
                                "Host: localhost",
                                "Connection: close",
                                "Content-Type: application/json",
                                "Content-Length: " + body.length())
                        .say(body)
                        .listen();
                accounts.addAndGet(answer.isEmpty() ? 0 : 1);
            } catch (IOException refused) {
                Thread.sleep(20);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("An attacker hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return silent + " silent connections, " + uploads + " unfinished uploads, " + accounts + " registrations";
    }
}
