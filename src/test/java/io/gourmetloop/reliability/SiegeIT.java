package io.gourmetloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An honest client of a server with 512 MB of heap and the default limits, while attackers at other addresses hold all that
 * they get. {@code -Dsiege.seconds} makes it longer.
 */
class SiegeIT {
    private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("siege.seconds", 20));
    /** Within the limit for one address of 100 changes a minute. */
    private static final Duration PAUSE = Duration.ofMillis(700);

    private static final String PASSWORD = "a password for a siege";

    @TempDir
    Path folder;

    @Test
    void an_honest_client_is_served_while_attackers_hold_what_they_get() throws InterruptedException {
        Map<String, String> settings =
                Map.of("GOURMETLOOP_AUTH_REGISTRATION", "true", "GOURMETLOOP_AUTH_ADMIN_PASSWORD", PASSWORD);
        try (ServerProcess server = ServerProcess.start(folder.resolve("server"), settings, List.of("-Xmx512m"))) {
            serve(new Browserless(server.address()), 3);
            try (Attackers attackers = Attackers.of(server.address())) {
                attackers.awaitAll();
                int rounds = (int) (LASTS.toMillis() / PAUSE.toMillis());

                List<Long> millis = serve(new Browserless(server.address()), rounds);

                System.out.printf(
                        "Siege of %d s: %s; the honest client waited %d ms in the middle, %d ms for the slowest of %d%n",
                        LASTS.toSeconds(),
                        attackers,
                        millis.get(millis.size() / 2),
                        millis.get(millis.size() - 1),
                        millis.size());
                attackers.requireAlive();
            }
        }
    }

    /** Sorted waiting times of uploads, of what is looked at, and now and then of a login. */
    private static List<Long> serve(Browserless honest, int rounds) throws InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            byte[] photo = Pictures.jpeg(round, 600, 400);
            millis.add(timed(201, () -> honest.post("/api/v1/predictions", "image/jpeg", photo)));
            millis.add(timed(200, () -> honest.get("/api/v1/predictions")));
            if (round % 10 == 0) {
                JsonObject admin = new JsonObject().put("name", "admin").put("password", PASSWORD);
                millis.add(timed(200, () -> honest.post("/api/v1/session", admin)));
                millis.add(timed(204, () -> honest.delete("/api/v1/session")));
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return millis.stream().sorted().toList();
    }

    private static long timed(int expected, java.util.function.Supplier<Answer> call) {
        long start = System.nanoTime();
        Answer answer = call.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(expected);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
