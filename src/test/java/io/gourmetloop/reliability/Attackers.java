package io.gourmetloop.reliability;

import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final int ADDRESSES = 10;
    private static final byte[] BODY = new byte[3_000_000];

    private final URI server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final Set<Caller> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicInteger accounts = new AtomicInteger();

    private Attackers(URI server) {
        this.server = server;
    }

    static Attackers of(URI server) {
        Attackers attackers = new Attackers(server);
        attackers.begin(attackers::beSilent);
        for (int thread = 0; thread < UPLOADS; thread++) {
            String address = "127.2.0." + (thread % ADDRESSES + 1);
            attackers.begin(() -> attackers.upload(address));
        }
        for (int thread = 0; thread < REGISTERING; thread++) {
            int network = thread;
            attackers.begin(() -> attackers.register(network));
        }
        return attackers;
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

    /** Opens one after the other, again and again: who says nothing notices nothing. */
    private void beSilent() throws InterruptedException {
        Caller[] held = new Caller[SILENT];
        for (int next = 0; ; next++) {
            int slot = next % SILENT;
            if (held[slot] != null) {
                close(held[slot]);
            }
            try {
                held[slot] = from("127.1." + slot / 100 + "." + (slot % 100 + 1));
                silent.incrementAndGet();
            } catch (IOException refused) {
                held[slot] = null;
            }
            Thread.sleep(next < SILENT ? 0 : 5);
        }
    }

    /** All but the last bytes, until the server hangs up. */
    private void upload(String address) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Caller caller = from(address);
                uploads.incrementAndGet();
                var unused = caller.sayHead(
                                "POST /api/v1/predictions HTTP/1.1",
                                "Host: localhost",
                                "Content-Type: image/jpeg",
                                "Content-Length: " + (BODY.length + 10))
                        .say(BODY)
                        .listen();
                close(caller);
            } catch (IOException reset) {
                Thread.sleep(20);
            }
        }
    }

    private Caller from(String address) throws IOException {
        Caller caller = new Caller(server, address);
        open.add(caller);
        return caller;
    }

    private void close(Caller caller) {
        caller.close();
        open.remove(caller);
    }

    /** Few accounts may be made from one address, so it takes the next one. */
    private void register(int network) throws InterruptedException {
        for (int number = 0; !Thread.currentThread().isInterrupted(); number++) {
            String body = "{\"name\":\"a" + network + "-" + number + "\",\"password\":\"a long enough password\"}";
            try {
                Caller caller = from("127.3." + network + "." + (number / 5 % 250 + 1));
                String answer = caller.sayHead(
                                "POST /api/v1/accounts HTTP/1.1",
                                "Host: localhost",
                                "Connection: close",
                                "Content-Type: application/json",
                                "Content-Length: " + body.length())
                        .say(body)
                        .listen();
                accounts.addAndGet(answer.isEmpty() ? 0 : 1);
                close(caller);
            } catch (IOException refused) {
                Thread.sleep(20);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        open.forEach(Caller::close);
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
