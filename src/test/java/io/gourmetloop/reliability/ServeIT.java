package io.gourmetloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gourmetloop serve} as a process: what it says, what it never says, and how it ends. */
class ServeIT {
    private static final String PASSWORD = "planted-password-7Yq";
    private static final String TOKEN = "gl_planted-token-" + "x".repeat(29);

    @TempDir
    Path folder;

    @Test
    void it_tells_its_port_keeps_secrets_out_of_its_log_and_finishes_what_it_began() throws IOException {
        ServerProcess server = ServerProcess.start(folder.resolve("server"), settings(), List.of());
        try {
            assertThat(server.address().getPort()).isPositive();
            handleSecrets(server.address());
            finishWhatWasBegun(server);
        } finally {
            server.close();
        }
        assertThat(server.log())
                .contains("POST /api/v1/session 200", "POST /api/v1/session 401", "POST /api/v1/predictions 201")
                .contains("[a-request-of-ours]")
                .doesNotContain("planted", "JFIF");
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(RunningApp.coordinates(Backing.database(), Backing.storage()));
        settings.put("GOURMETLOOP_AUTH_ADMIN_PASSWORD", PASSWORD);
        settings.put("GOURMETLOOP_LOGGING_LEVEL", "debug");
        return settings;
    }

    private static void handleSecrets(URI address) {
        Browserless browser = new Browserless(address).with("X-Request-Id", "a-request-of-ours");
        byte[] photo = Pictures.jpeg(1, 300, 200);

        assertThat(browser.upload("/api/v1/predictions", "planted-name.jpg", photo)
                        .status())
                .isEqualTo(201);
        assertThat(browser.post("/api/v1/session", credentials("planted-wrong")).status())
                .isEqualTo(401);
        assertThat(browser.post("/api/v1/session", credentials(PASSWORD)).status())
                .isEqualTo(200);
        assertThat(browser.get("/api/v1/overview?token=planted-query").status()).isEqualTo(200);
        assertThat(new Browserless(address)
                        .with("Authorization", "Bearer " + TOKEN)
                        .get("/api/v1/overview")
                        .status())
                .isEqualTo(401);
        assertThat(new Browserless(address)
                        .with("Cookie", "gl_login=planted-cookie" + "x".repeat(29))
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(200);
    }

    private static JsonObject credentials(String password) {
        return new JsonObject().put("name", "admin").put("password", password);
    }

    /** SIGTERM comes in the middle of an upload. */
    private static void finishWhatWasBegun(ServerProcess server) throws IOException {
        byte[] photo = Pictures.jpeg(2, 300, 200);
        int half = photo.length / 2;
        try (Caller caller = new Caller(server.address())) {
            caller.say("POST /api/v1/predictions HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\nContent-Length: "
                    + photo.length + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(caller.firstWords()).startsWith("HTTP/1.1 100");
            caller.say(Arrays.copyOf(photo, half));
            server.terminate();
            Eventually.holds("no new callers are taken", Duration.ofSeconds(20), () -> refuses(server.address()));
            caller.say(Arrays.copyOfRange(photo, half, photo.length));
            assertThat(caller.listen()).contains("HTTP/1.1 201", "prediction_id");
        }
    }

    private static boolean refuses(URI address) {
        try (Caller another = new Caller(address)) {
            return another.say("GET /live HTTP/1.1\r\nHost: a\r\n\r\n")
                    .firstWords()
                    .isEmpty();
        } catch (IOException refused) {
            return true;
        }
    }
}
