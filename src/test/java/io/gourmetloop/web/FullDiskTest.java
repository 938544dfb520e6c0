package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with its buckets on a disk that has less room left than it wants. */
class FullDiskTest {
    private static RunningApp app;

    @BeforeAll
    static void start() {
        app = RunningApp.start(Map.of(
                "GOURMETLOOP_STORAGE_ENDPOINT", "",
                "GOURMETLOOP_STORAGE_SECRET_KEY", "",
                "GOURMETLOOP_EMBEDDED_MIN_FREE_DISK", "999999999GB"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void photos_are_refused_with_the_reason_and_a_time_to_come_back() {
        Browserless user = new Browserless(app.address());
        byte[] photo = Pictures.jpeg(90, 160, 120);

        for (Answer refused : new Answer[] {
            user.upload("/api/v1/predictions", "dish.jpg", photo),
            user.post("/api/v1/predictions", "image/jpeg", photo),
            user.upload("/predict", "dish.jpg", photo)
        }) {
            ProblemAssert.that(refused, 503, "DISK_FULL");
            assertThat(refused.header("Retry-After")).isEqualTo("60");
            assertThat(refused.json().getString("detail")).contains("MB left", "embedded.min-free-disk");
        }
        assertThat(app.traces().count("predictions")).isZero();
    }

    @Test
    void the_refusal_does_not_wait_for_the_photo() throws IOException {
        try (Caller caller = new Caller(app.address())) {
            String answer = caller.sayHead(
                            "POST /api/v1/predictions HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: image/jpeg",
                            "Content-Length: 20000000")
                    .firstWords();
            assertThat(answer).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void the_server_is_degraded_and_answers_everything_else() {
        Browserless probe = new Browserless(app.managementAddress());

        Answer ready = probe.get("/ready");

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().getString("status")).isEqualTo("degraded");
        JsonObject disk = ready.json().getJsonObject("dependencies").getJsonObject("disk");
        assertThat(disk.getString("state")).isEqualTo("down");
        assertThat(disk.getString("detail")).contains("embedded.min-free-disk");
        assertThat(new Browserless(app.address()).get("/api/v1/predictions").status())
                .isEqualTo(200);
    }
}
