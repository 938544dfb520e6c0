package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with memory for two of the largest bodies, and senders who keep some bytes back. */
class UploadLimitsIT {
    private static final int LARGEST = 1_000_000;
    private static final int MEMORY = 4_500_000;
    private static final int AT_A_TIME = 100;

    private static RunningApp app;

    @BeforeAll
    static void start() {
        double share = MEMORY / (double) Runtime.getRuntime().maxMemory();
        app = RunningApp.start(Map.of(
                "GOURMETLOOP_HTTP_TRUST_FORWARDED_FOR",
                "true",
                "GOURMETLOOP_HTTP_MAX_BODY",
                LARGEST + "B",
                "GOURMETLOOP_HTTP_LIMITS_UPLOAD_MEMORY",
                String.format(Locale.ROOT, "%.9f", share),
                "GOURMETLOOP_HTTP_LIMITS_UPLOADS_PER_ADDRESS",
                Integer.toString(AT_A_TIME)));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "multipart/form-data; boundary=x", "chunked image/jpeg"})
    void stalled_uploads_hold_no_more_than_their_memory_and_make_room_for_who_sends(String kind) throws IOException {
        List<Caller> stalled = new ArrayList<>();
        try {
            for (int number = 0; number < 30; number++) {
                stalled.add(allButTheLastBytes(kind, "198.51.100.7"));
            }

            Eventually.holds(
                    "an honest upload gets its answer", Duration.ofSeconds(30), () -> upload().status() == 201);

            long open = stalled.stream().filter(Caller::isWaiting).count();
            assertThat(open).isLessThanOrEqualTo(MEMORY / (2 * LARGEST));
            for (Caller caller : stalled) {
                String answer = caller.isWaiting() ? "" : caller.listen();
                assertThat(answer.isEmpty() || isRefusal(answer)).as(answer).isTrue();
            }
        } finally {
            stalled.forEach(Caller::close);
        }
    }

    private static Caller allButTheLastBytes(String kind, String address) throws IOException {
        Caller caller = new Caller(app.address());
        byte[] body = new byte[LARGEST - 10_000];
        if (kind.startsWith("chunked ")) {
            return caller.sayHead(head(kind.substring(8), address, "Transfer-Encoding: chunked"))
                    .say(Integer.toHexString(LARGEST) + "\r\n")
                    .say(body);
        }
        caller.sayHead(head(kind, address, "Content-Length: " + LARGEST));
        if (kind.startsWith("multipart")) {
            caller.sayHead(
                    "--x",
                    "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"",
                    "Content-Type: image/jpeg");
        }
        return caller.say(body);
    }

    private static String[] head(String type, String address, String length) {
        return new String[] {
            "POST /api/v1/predictions HTTP/1.1",
            "Host: a",
            "X-Forwarded-For: " + address,
            "Content-Type: " + type,
            length
        };
    }

    private static boolean isRefusal(String answer) {
        boolean tooSlow = answer.startsWith("HTTP/1.1 408") && answer.contains("BODY_TOO_SLOW");
        boolean noRoom = answer.startsWith("HTTP/1.1 503")
                && answer.contains("QUEUE_FULL")
                && answer.toLowerCase(Locale.ROOT).contains("retry-after: ");
        return tooSlow || noRoom;
    }

    private static Answer upload() {
        return new Browserless(app.address())
                .with("X-Forwarded-For", "198.51.100.8")
                .post("/api/v1/predictions", "image/jpeg", Pictures.jpeg(1, 300, 200));
    }

    @Test
    void a_body_that_stalls_after_a_fast_start_is_told_and_hung_up_on() throws IOException {
        try (Caller photo = allButTheLastBytes("image/jpeg", "198.51.100.9");
                Caller json = new Caller(app.address())) {
            json.sayHead(
                            "POST /api/v1/feedback HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            "Content-Length: 60000")
                    .say(new byte[59_000]);

            assertThat(photo.listen()).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
            assertThat(json.listen()).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
        }
    }

    @Test
    void one_address_has_so_many_uploads_at_a_time_but_tokens_are_exempt() throws IOException {
        List<Caller> stalled = new ArrayList<>();
        try {
            for (int number = 0; number < AT_A_TIME; number++) {
                stalled.add(new Caller(app.address())
                        .sayHead(head("image/jpeg", "198.51.100.10", "Content-Length: 100"))
                        .say("some"));
            }
            byte[] photo = Pictures.jpeg(1, 300, 200);
            Browserless same = new Browserless(app.address()).with("X-Forwarded-For", "198.51.100.10");

            Answer refused = same.post("/api/v1/predictions", "image/jpeg", photo);
            Answer token = same.with("Authorization", "Bearer " + app.token())
                    .post("/api/v1/predictions", "image/jpeg", photo);

            ProblemAssert.that(refused, 429, "RATE_LIMITED");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(token.status()).isEqualTo(201);
            assertThat(upload().status()).as("another address").isEqualTo(201);
        } finally {
            stalled.forEach(Caller::close);
        }
    }

    @Test
    void a_body_that_no_route_reads_is_let_go() throws IOException {
        try (Caller caller = new Caller(app.address())) {
            caller.sayHead(
                            "GET /api/v1/session HTTP/1.1",
                            "Host: a",
                            "Content-Type: image/jpeg",
                            "Content-Length: 20000000")
                    .say(new byte[20_000_000])
                    .sayHead("GET /live HTTP/1.1", "Host: a", "Connection: close");

            assertThat(caller.listen()).contains("max_photo_bytes", "{\"status\":\"ok\"}");
        }
    }
}
