package io.gourmetloop.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.RunningApp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers who hold connections without asking for anything, each test from addresses of its own. */
class ConnectionLimitsTest {
    private static final int MOST = 12;
    private static final int MOST_OF_ONE_ADDRESS = 5;
    private static final int UPLOAD = 10_000;
    private static final RunningApp APP = RunningApp.start(Map.of(
            "GOURMETLOOP_HTTP_MAX_CONNECTIONS", Integer.toString(MOST),
            "GOURMETLOOP_HTTP_LIMITS_CONNECTIONS_PER_ADDRESS", Integer.toString(MOST_OF_ONE_ADDRESS),
            "GOURMETLOOP_HTTP_LIMITS_HEAD_TIMEOUT", "2s"));

    private final List<Caller> callers = new ArrayList<>();

    @AfterAll
    static void stop() {
        APP.close();
    }

    @AfterEach
    void hangUp() {
        callers.forEach(Caller::close);
    }

    @Test
    void who_says_nothing_or_half_a_head_is_hung_up_on_at_the_deadline() throws IOException {
        Caller silent = from("127.0.1.1");
        Caller half = from("127.0.1.1").say("GET /live HTTP/1.1\r\nHost: loc");
        Caller trickling = from("127.0.1.1").say("GET /live HTTP/1.1\r\n");

        assertThat(trickling.trickle("a: b\r\n")).startsWith("HTTP/1.1 408");
        assertThat(half.listen()).startsWith("HTTP/1.1 408");
        assertThat(silent.listen()).isEmpty();
    }

    @Test
    void the_head_of_a_later_request_has_a_deadline_too() throws IOException {
        Caller caller = greeted("127.0.2.1");

        assertThat(caller.trickle("X")).contains("HTTP/1.1 200").contains("HTTP/1.1 408");
    }

    @Test
    void several_requests_on_one_connection_are_answered() throws IOException {
        String request = "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Caller caller = from("127.0.3.1").say(request + request);

        assertThat(caller.say("GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .listen()
                        .split("HTTP/1.1 200", -1))
                .hasSize(4);
    }

    @Test
    void one_address_has_so_many_and_others_are_served() throws IOException {
        for (int connection = 0; connection < MOST_OF_ONE_ADDRESS; connection++) {
            upload("127.0.4.1");
        }

        assertThat(isRefused(from("127.0.4.1"))).isTrue();
        greeted("127.0.4.2");
    }

    @Test
    void of_one_address_the_connection_that_was_idle_for_longest_goes_first() throws IOException {
        Caller first = greeted("127.0.5.1");
        Caller second = greeted("127.0.5.1");
        for (int connection = 2; connection < MOST_OF_ONE_ADDRESS; connection++) {
            upload("127.0.5.1");
        }

        Caller newest = greeted("127.0.5.1");

        assertThat(first.listen()).as("hung up on").contains("HTTP/1.1 200");
        assertThat(greets(second)).isTrue();
        assertThat(greets(newest)).isTrue();
    }

    @Test
    void silent_connections_from_everywhere_make_room() throws IOException {
        for (int address = 1; address <= 3 * MOST; address++) {
            Caller unused = from("127.0.6." + address);
        }

        greeted("127.0.7.1");
    }

    @Test
    void who_is_served_is_not_hung_up_on_for_others() throws IOException {
        List<Caller> uploads = new ArrayList<>();
        for (int address = 1; address <= MOST; address++) {
            uploads.add(upload("127.0.8." + address));
        }

        assertThat(isRefused(from("127.0.9.1"))).isTrue();
        for (Caller upload : uploads) {
            assertThat(upload.say(new byte[UPLOAD]).firstWords()).contains("HTTP/1.1 415");
        }
    }

    @Test
    void http_2_without_tls_is_not_spoken() throws IOException {
        Caller caller = from("127.0.10.1").say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(caller.listen()).contains(" 501 ");
    }

    /** Busy: its body is not there yet. */
    @CanIgnoreReturnValue
    private Caller upload(String address) throws IOException {
        Caller caller = from(address)
                .sayHead(
                        "POST /api/v1/predictions HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: image/jpeg",
                        "Expect: 100-continue",
                        "Content-Length: " + UPLOAD);
        assertThat(caller.firstWords()).startsWith("HTTP/1.1 100");
        return caller;
    }

    @CanIgnoreReturnValue
    private Caller greeted(String address) throws IOException {
        Caller caller = from(address);
        assertThat(greets(caller)).isTrue();
        return caller;
    }

    private static boolean greets(Caller caller) throws IOException {
        return caller.sayHead("GET /live HTTP/1.1", "Host: localhost")
                .firstWords()
                .contains("HTTP/1.1 200");
    }

    /** A new connection that is closed, before or while it asks. */
    private static boolean isRefused(Caller caller) {
        try {
            return caller.sayHead("GET /live HTTP/1.1", "Host: localhost")
                    .listen()
                    .isEmpty();
        } catch (IOException reset) {
            return true;
        }
    }

    private Caller from(String address) throws IOException {
        Caller caller = new Caller(APP.address(), address);
        callers.add(caller);
        return caller;
    }
}
