package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.gourmetloop.testing.Together;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with short limits, and callers who exceed them. Each test comes from an address of its own. */
class LimitsIT {
    private static RunningApp app;

    @BeforeAll
    static void start() {
        app = RunningApp.start(Map.of(
                "GOURMETLOOP_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE", "100",
                "GOURMETLOOP_HTTP_TRUST_FORWARDED_FOR", "true",
                "GOURMETLOOP_HTTP_IDLE_TIMEOUT", "3s",
                "GOURMETLOOP_HTTP_UPLOAD_TIMEOUT", "2s",
                "GOURMETLOOP_INFERENCE_THREADS", "1",
                "GOURMETLOOP_INFERENCE_MAX_WAITING", "2",
                "GOURMETLOOP_AUTH_REGISTRATION", "true"));
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void the_hundred_and_first_change_of_an_address_in_a_minute_has_to_wait() {
        JsonObject feedback =
                new JsonObject().put("prediction_id", UUID.randomUUID().toString());
        Browserless busy = from("198.51.100.1");
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(busy.post("/api/v1/feedback", feedback).status()).isEqualTo(404);
        }

        Answer refused = busy.post("/api/v1/feedback", feedback);
        double passed = (System.nanoTime() - start) / 1e9;

        ProblemAssert.that(refused, 429, "RATE_LIMITED");
        // the minute since the first call, and the hundredth of the next one in which one call of a hundred fades
        assertThat(Integer.parseInt(refused.header("Retry-After")))
                .isBetween((int) Math.ceil(60.6 - passed - 0.01), 61);
        assertThat(from("198.51.100.1").post("/api/v1/feedback", feedback).status())
                .as("another session of the address")
                .isEqualTo(429);
        assertThat(from("198.51.100.2").post("/api/v1/feedback", feedback).status())
                .isEqualTo(404);
        assertThat(from("198.51.100.1")
                        .with("Authorization", "Bearer " + app.token())
                        .post("/api/v1/feedback", feedback)
                        .status())
                .as("tokens are exempt")
                .isEqualTo(404);
    }

    @Test
    void a_full_queue_asks_to_come_back_at_once_and_answers_those_that_it_took() {
        byte[] photo = Pictures.jpeg(1, 3000, 2000);
        List<Browserless> users = IntStream.range(0, 24)
                .mapToObj(number -> from("198.51.101." + number))
                .toList();

        List<Timed> answers = Together.run(
                users.size(),
                number -> Timed.of(() -> users.get(number).post("/api/v1/predictions", "image/jpeg", photo)));

        List<Timed> refused =
                answers.stream().filter(each -> each.answer().status() != 201).toList();
        assertThat(refused).isNotEmpty().hasSizeLessThan(users.size());
        refused.forEach(each -> {
            ProblemAssert.that(each.answer(), 503, "QUEUE_FULL");
            assertThat(Integer.parseInt(each.answer().header("Retry-After"))).isPositive();
        });
        System.out.println("Of " + answers.size() + " photos at once " + refused.size() + " were refused, in "
                + refused.stream().map(Timed::millis).sorted().toList() + " ms, upload and connection included");
    }

    private record Timed(Answer answer, long millis) {
        static Timed of(java.util.function.Supplier<Answer> call) {
            long start = System.nanoTime();
            Answer answer = call.get();
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    @Test
    void who_falls_silent_is_hung_up_on() throws IOException {
        try (Caller nothing = new Caller(app.address());
                Caller head = new Caller(app.address());
                Caller body = new Caller(app.address())) {
            head.say("GET /live HTTP/1.1\r\nHost: a");
            body.say(head("/api/v1/predictions", "image/jpeg", 10_000) + "the first bytes");

            assertThat(nothing.listen()).isEmpty();
            assertThat(head.listen()).isEmpty();
            assertThat(body.listen()).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
        }
    }

    @Test
    void who_sends_too_slowly_is_told_and_hung_up_on() throws IOException {
        try (Caller photo = new Caller(app.address());
                Caller json = new Caller(app.address())) {
            photo.say(head("/api/v1/predictions", "image/jpeg", 10_000));
            assertThat(photo.trickle("x")).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");

            json.say(head("/api/v1/feedback", "application/json", 10_000));
            assertThat(json.trickle(" ")).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
        }
    }

    @Test
    void who_sends_on_though_it_was_refused_still_hears_why() throws IOException {
        byte[] tooMuch = new byte[40_000_000];
        for (String path : List.of("/api/v1/predictions", "/api/v1/feedback")) {
            String type = path.endsWith("feedback") ? "application/json" : "image/jpeg";
            try (Caller caller = new Caller(app.address())) {
                caller.say(head(path, type, tooMuch.length)).say(tooMuch);
                assertThat(caller.listen()).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
            }
        }
    }

    private static String head(String path, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.102.1\r\nContent-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void where_registration_is_open_anybody_makes_a_viewers_account_once() {
        Browserless eve = from("198.51.103.1");
        assertThat(eve.get("/api/v1/session").json().getBoolean("registration_open"))
                .isTrue();

        Answer made = eve.post("/api/v1/accounts", credentials("eve", "long enough"));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().getString("role")).isEqualTo("viewer");
        assertThat(eve.get("/api/v1/session").json().getString("name")).isEqualTo("eve");
        Browserless other = from("198.51.103.2");
        ProblemAssert.that(other.post("/api/v1/accounts", credentials("Eve", "long enough")), 409, "CONFLICT");
        ProblemAssert.that(other.post("/api/v1/accounts", credentials("bob", "short")), 422, "INVALID_VALUE");
        ProblemAssert.that(other.post("/api/v1/accounts", credentials("b b", "long enough")), 422, "INVALID_VALUE");
        assertThat(other.post("/api/v1/session", credentials("eve", "long enough"))
                        .status())
                .isEqualTo(200);
    }

    private static JsonObject credentials(String name, String password) {
        return new JsonObject().put("name", name).put("password", password);
    }

    private static Browserless from(String address) {
        return new Browserless(app.address()).with("X-Forwarded-For", address);
    }
}
