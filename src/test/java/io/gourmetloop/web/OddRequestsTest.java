package io.gourmetloop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.LogLines;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no browser sends: it is refused as the sender's fault, and no stranger fills the log with stack traces. */
class OddRequestsTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String LOGIN = "{\"name\":\"nobody\",\"password\":\"wrong\"}";

    private final RunningApp app = RunningApp.shared();

    static Stream<String> malformed() {
        String post = "POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
        String chunks = Integer.toHexString(LOGIN.length()) + "\r\n" + LOGIN + "\r\n0\r\n\r\n";
        return Stream.of(
                "GET /live HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /live HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /live HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /api/v1/session HTTP/1.1\r\nHost: a:99999999\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunks,
                post + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunks,
                post + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunks,
                post + "Transfer-Encoding: identity\r\n\r\n",
                post + "Transfer-Encoding: xchunked\r\n\r\n" + chunks,
                post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
                post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
                post + "Content-Length: +5\r\n\r\n12345",
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: 99999999999999999999\r\n\r\n",
                "GET /live HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET /live HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
                "GET /api/v1/predictions?label=% HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /% HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /docs/..%2f..%2f HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /assets/../../x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /docs/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\u001b[2J HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void an_ambiguous_request_is_refused_and_its_connection_closed(String request) throws IOException {
        try (LogLines log = LogLines.ofErrors();
                Caller caller = new Caller(app.address())) {
            assertThat(caller.say(request).listen()).startsWith("HTTP/1.1 400 ");
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n", "fffffffffffffff\r\nabc\r\n", "3\r\nabcX0\r\n\r\n"})
    void a_broken_chunk_is_no_bug_of_ours(String chunks) throws IOException {
        try (LogLines log = LogLines.ofErrors();
                Caller caller = new Caller(app.address())) {
            String heard = caller.say("POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n" + chunks)
                    .listen();

            assertThat(heard).doesNotContain("HTTP/1.1 500");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void the_management_port_is_as_strict() throws IOException {
        try (Caller caller = new Caller(app.managementAddress())) {
            assertThat(caller.say("GET /live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
                            .listen())
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    /** Every parameter of the contract with every odd value; those of paths and those of queries. */
    @Test
    void no_value_of_any_parameter_is_a_bug_of_ours() {
        try (LogLines log = LogLines.ofErrors()) {
            Browserless admin = app.admin();
            List<String> failed = new ArrayList<>();
            for (String path : oddPaths()) {
                Answer answer = admin.get(path);
                if (answer.status() >= 500 && !answer.body().contains("NO_MODEL")) {
                    failed.add(answer.status() + " " + path);
                }
            }

            assertThat(failed).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    private static List<String> oddPaths() {
        JsonObject document = Contract.document();
        JsonObject paths = document.getJsonObject("paths");
        List<String> odd = new ArrayList<>();
        for (String template : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(template);
            if (!item.containsKey("get")) {
                continue;
            }
            JsonArray own = item.getJsonObject("get").getJsonArray("parameters", new JsonArray());
            for (String value : ODD) {
                String encoded = value.startsWith("%") ? value : URLEncoder.encode(value, UTF_8);
                String path = PARAMETER.matcher(template).replaceAll(encoded.replace("$", "\\$"));
                if (!path.equals(template)) {
                    odd.add(path);
                }
                own.stream()
                        .map(parameter -> resolved(document, (JsonObject) parameter))
                        .filter(parameter -> "query".equals(parameter.getString("in")))
                        .forEach(
                                parameter -> odd.add(PARAMETER.matcher(template).replaceAll("1") + "?"
                                        + parameter.getString("name") + "=" + encoded));
            }
        }
        return odd;
    }

    private static final List<String> ODD = List.of(
            "1e2",
            "50.0",
            "99999999999999999999",
            "-1",
            "0",
            "+1",
            "0x1",
            "NaN",
            "Infinity",
            "1e400",
            "\u0663",
            "",
            " ",
            "null",
            "true",
            "a,b",
            "[]",
            "{}",
            "'",
            "\"",
            "%ff",
            "%c3%28",
            "%ed%a0%80",
            "%00",
            "%1b",
            "\ud83c\udf72",
            "0000-01-01T00:00:00Z",
            "2026-03-29T00:00:00+02:00",
            "9999-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59Z",
            "v0",
            "v999999999",
            "P1D",
            "x".repeat(2000));

    private static JsonObject resolved(JsonObject document, JsonObject parameter) {
        String reference = parameter.getString("$ref");
        return reference == null
                ? parameter
                : document.getJsonObject("components")
                        .getJsonObject("parameters")
                        .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    @Test
    void numbers_are_decimal_digits() {
        for (String number : List.of("1e2", "50.0", "+5", "0x5", "%D9%A3")) {
            Answer answer = app.admin().get("/api/v1/predictions?limit=" + number);

            ProblemAssert.that(answer, 400, "INVALID_REQUEST");
            assertThat(answer.json().getString("detail")).contains("limit");
        }
        ProblemAssert.that(app.admin().get("/api/v1/checks/runs/1e3"), 400, "INVALID_REQUEST");
    }

    @Test
    void times_have_offsets_and_may_lie_before_everything() {
        for (String from : List.of(
                "2026-03-29T00:00:00%2B02:00",
                "2026-03-29T00:00:00+02:00", "0000-01-01T00:00:00Z", "1969-12-31T00:00:00-12:00")) {
            assertThat(app.admin().get("/api/v1/predictions?from=" + from).status())
                    .as(from)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_text_that_no_table_can_hold_is_refused_before_anything_is_written() {
        for (String text : List.of("a\\u0000b", "\\u001b[2J", "half \\ud83c of a pair")) {
            byte[] body = ("{\"prediction_id\": \"" + text + "\"}").getBytes(UTF_8);
            ProblemAssert.that(app.admin().post("/api/v1/feedback", "application/json", body), 422, "INVALID_VALUE");
        }
        ProblemAssert.that(
                app.admin()
                        .post(
                                "/api/v1/annotator/tasks/019b0000-0000-7000-8000-000000000000/annotations",
                                new JsonObject().put("outcome", "bad_image").put("note", "a\0b")),
                422,
                "INVALID_VALUE");
    }

    @Test
    void a_head_is_answered_as_its_get_without_the_body() throws IOException {
        for (String path : List.of("/openapi.yaml", "/live", "/api/classes", "/api/v1/session", "/docs")) {
            Answer get = new Browserless(app.address()).get(path);
            try (Caller caller = new Caller(app.address())) {
                String heard = caller.say("HEAD " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .listen();

                assertThat(heard).startsWith("HTTP/1.1 200 ");
                assertThat(heard.toLowerCase(java.util.Locale.ROOT))
                        .contains("content-type: " + get.header("Content-Type").toLowerCase(java.util.Locale.ROOT));
                assertThat(heard).as("no body").endsWith("\r\n\r\n");
            }
        }
        try (Caller caller = new Caller(app.address())) {
            assertThat(caller.say("HEAD /api/v1/nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .listen())
                    .startsWith("HTTP/1.1 404 ")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void no_cache_keeps_what_depends_on_who_asks() {
        Browserless anybody = new Browserless(app.address());

        assertThat(anybody.get("/api/v1/nothing").header("Cache-Control")).isEqualTo("no-store");
        assertThat(anybody.get("/api/v1/session").header("Cache-Control")).isEqualTo("no-store");
        for (String path : List.of("/", "/api/v1/session", "/api/v1/nothing", "/openapi.yaml", "/docs/start.js")) {
            assertThat(anybody.get(path).header("Vary")).as(path).isEqualToIgnoringCase("Accept-Encoding");
        }
    }
}
