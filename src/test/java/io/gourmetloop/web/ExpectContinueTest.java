package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders who wait for {@code 100 Continue} hear it when their body is wanted, and only then. */
class ExpectContinueTest {
    private static final String PATH = "/api/v1/predictions";
    private static final String INVITED = "HTTP/1.1 100 Continue";
    private static final byte[] PHOTO = Pictures.jpeg(1, 300, 200);

    private final RunningApp app = RunningApp.shared();

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/predict"})
    void a_photo_is_invited_once_and_answered(String path) throws IOException {
        try (Caller caller = new Caller(app.address())) {
            caller.say(
                    head(path, "Content-Type: image/jpeg", "Expect: 100-Continue", "Content-Length: " + PHOTO.length));
            assertThat(caller.firstWords()).startsWith(INVITED);

            String heard = caller.say(PHOTO).listen();

            assertThat(heard).containsPattern("HTTP/1.1 20[01] ").containsOnlyOnce("100 Continue");
        }
    }

    @Test
    void a_json_body_is_invited_once_too() throws IOException {
        try (Caller caller = new Caller(app.address())) {
            caller.say(head(
                    "/api/v1/feedback", "Content-Type: application/json", "Expect: 100-continue", "Content-Length: 2"));
            assertThat(caller.firstWords()).startsWith(INVITED);

            assertThat(caller.say("{}").listen()).contains("HTTP/1.1 400 ").containsOnlyOnce("100 Continue");
        }
    }

    static Stream<String> refused() {
        String large = "Content-Length: 27000000";
        String photo = "Content-Length: 2000000";
        String jpeg = "Content-Type: image/jpeg";
        return Stream.of(
                head(PATH, jpeg, large) + "413",
                head("/predict", jpeg, large) + "413",
                head(PATH, "Content-Type: multipart/form-data; boundary=x", large) + "413",
                head("/api/v1/feedback", "Content-Type: application/json", "Content-Length: 70000") + "413",
                head(PATH, jpeg, photo, "Authorization: Bearer gl_unknown") + "401",
                head(PATH, jpeg, photo, "Idempotency-Key: " + "k".repeat(1_000)) + "400",
                head(PATH, "Content-Type: multipart/form-data", photo) + "400",
                head("/api/v1/nothing", jpeg, photo) + "404");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_refused_by_its_headers_is_not_invited(String request) throws IOException {
        int end = request.length() - 3;
        try (Caller caller = new Caller(app.address())) {
            String heard = caller.say(request.substring(0, end - 2) + "Expect: 100-continue\r\n\r\n")
                    .firstWords();

            assertThat(heard).startsWith("HTTP/1.1 " + request.substring(end)).contains("close");
        }
    }

    @Test
    void other_expectations_are_no_bug_of_ours() throws IOException {
        try (Caller caller = new Caller(app.address())) {
            String heard = caller.say(head(
                            "/api/v1/feedback", "Content-Type: application/json", "Expect: tea", "Content-Length: 2"))
                    .firstWords();

            assertThat(heard).startsWith("HTTP/1.1 400 ").contains("100-continue");
        }
    }

    private static String head(String path, String... headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
    }
}
