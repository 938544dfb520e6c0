package io.gourmetloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of uploads: what was answered with an id is never lost, and its task is there exactly once, whenever the
 * process dies. {@code -Dkill.cycles=1000} makes it long; the seed is printed, {@code -Dkill.seed=N} repeats it.
 */
class KillIT {
    /** Named by the code itself; {@code gourmetloop.crash=<point>:<n>} halts the process there, at the n-th time. */
    private static final List<String> POINTS =
            List.of("before-put", "after-put", "before-commit", "after-commit", "during-delivery", "after-delivery");

    private static final int CYCLES = Integer.getInteger("kill.cycles", 12);
    private static final int EMBEDDED_CYCLES = Integer.getInteger("kill.embedded-cycles", 2);

    private final long seed = Long.getLong("kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Set<String> acknowledged = new HashSet<>();

    @TempDir
    Path folder;

    @Test
    void no_acknowledged_upload_is_lost_when_the_server_dies() {
        DatabaseConfig database = Backing.database();
        StorageConfig storage = Backing.storage();
        Map<String, String> settings = settings();
        settings.putAll(RunningApp.coordinates(database, storage));
        Map<String, Integer> kills = new HashMap<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            String point = point(cycle);
            dieOnce(settings, point);
            kills.merge(point, 1, Integer::sum);
        }
        ServerProcess last = ServerProcess.start(folder.resolve("server"), settings, List.of());
        try (LoopState state = LoopState.open(database, storage)) {
            report("external", kills, state);
            state.assertKept(acknowledged);
        } finally {
            last.close();
        }
    }

    @Test
    void no_acknowledged_upload_is_lost_when_server_and_database_die_together() {
        Path data = folder.resolve("embedded");
        for (int cycle = 0; cycle < EMBEDDED_CYCLES; cycle++) {
            ServerProcess server = ServerProcess.start(data, settings(), List.of());
            Uploads uploads = new Uploads(server.address(), random.nextLong());
            acknowledged.addAll(uploads.until(() -> killSoon(uploads, server, server::killWithDatabase)));
        }
        ServerProcess last = ServerProcess.start(data, settings(), List.of());
        try (LoopState state = LoopState.openEmbedded(data)) {
            report("embedded", Map.of("with the database", EMBEDDED_CYCLES), state);
            state.assertKept(acknowledged);
        } finally {
            last.close();
        }
    }

    @Test
    void a_server_that_dies_alone_leaves_a_database_that_the_next_one_ends() {
        Path data = folder.resolve("alone");
        ServerProcess server = ServerProcess.start(data, settings(), List.of());
        Uploads uploads = new Uploads(server.address(), random.nextLong());
        acknowledged.addAll(uploads.until(() -> killSoon(uploads, server, server::kill)));
        List<ProcessHandle> orphans = postmasters(data);
        assertThat(orphans).hasSize(1).allMatch(ProcessHandle::isAlive);

        ServerProcess last = ServerProcess.start(data, settings(), List.of());

        try (LoopState state = LoopState.openEmbedded(data)) {
            assertThat(postmasters(data)).hasSize(1).doesNotContainAnyElementsOf(orphans);
            state.assertKept(acknowledged);
        } finally {
            last.close();
        }
        assertThat(postmasters(data)).isEmpty();
    }

    /** First processes of a PostgreSQL on this data folder; the others give no arguments. */
    private static List<ProcessHandle> postmasters(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(word -> word.equals(data.resolve("postgres").toString())))
                .toList();
    }

    /** Three of five at the crash points in turn, two at random: of fifty, five at each point. */
    private static String point(int cycle) {
        return cycle % 5 < 3 ? POINTS.get((cycle / 5 * 3 + cycle % 5) % POINTS.size()) : "at random";
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("GOURMETLOOP_SAMPLING_RANDOM_RATE", "0.5");
        settings.put("GOURMETLOOP_OUTBOX_LEASE", "2s");
        settings.put("GOURMETLOOP_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE", "1000000");
        return settings;
    }

    private void dieOnce(Map<String, String> settings, String point) {
        if (POINTS.contains(point)) {
            dieAt(point, settings);
            return;
        }
        ServerProcess server = ServerProcess.start(folder.resolve("server"), settings, List.of());
        Uploads uploads = new Uploads(server.address(), random.nextLong());
        acknowledged.addAll(uploads.until(() -> killSoon(uploads, server, server::kill)));
    }

    /** It may die before it is up, on the deliveries that the cycle before left open. */
    private void dieAt(String point, Map<String, String> settings) {
        String crash = "-Dgourmetloop.crash=" + point + ":" + (1 + random.nextInt(12));
        try {
            ServerProcess server = ServerProcess.start(folder.resolve("server"), settings, List.of(crash));
            Uploads uploads = new Uploads(server.address(), random.nextLong());
            acknowledged.addAll(uploads.until(server::await));
            assertThat(server.isAlive()).isFalse();
        } catch (ServerProcess.NotUp died) {
            assertThat(died.status()).as(died.getMessage()).isEqualTo(ServerProcess.KILLED);
        }
    }

    /** After some answers, and at no particular moment of the next ones. */
    private void killSoon(Uploads uploads, ServerProcess server, Runnable kill) {
        uploads.awaitAnswers(3 + random.nextInt(12));
        server.awaitMillis(random.nextInt(150));
        kill.run();
    }

    private void report(String what, Map<String, Integer> kills, LoopState state) {
        List<String> words = new ArrayList<>(
                kills.entrySet().stream().map(Object::toString).sorted().toList());
        System.out.printf(
                "kill test (%s): seed %d, kills %s, %d uploads acknowledged, %d predictions%n",
                what, seed, words, acknowledged.size(), state.predictions());
    }
}
