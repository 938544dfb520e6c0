package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.LabelStudio;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Attacks on the doors of a server that people may register at, behind a proxy that says where they come from. */
class DoorsTest {
    private static final String SESSION = "/api/v1/session";
    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String PASSWORD = "a long enough password";
    private static final int CHANGES_PER_MINUTE = 40;
    private static final int PORT = LabelStudio.freePort();
    private static final URI SERVER = URI.create("http://127.0.0.1:" + PORT);
    private static final RunningApp APP = RunningApp.start(Map.of(
            "GOURMETLOOP_HTTP_PORT", Integer.toString(PORT),
            "GOURMETLOOP_AUTH_REGISTRATION", "true",
            "GOURMETLOOP_HTTP_TRUST_FORWARDED_FOR", "true",
            "GOURMETLOOP_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE", Integer.toString(CHANGES_PER_MINUTE),
            "GOURMETLOOP_HTTP_PUBLIC_URL", "https://Dishes.example",
            "GOURMETLOOP_MANAGEMENT_ALLOWED_HOSTS", "server"));

    @AfterAll
    static void stop() {
        APP.close();
    }

    @Test
    void the_form_of_a_foreign_page_changes_nothing_and_sets_no_cookie() {
        for (Browserless victim : List.of(
                from("192.0.2.1").with("Origin", "https://evil.example"),
                from("192.0.2.1").with("Origin", "null"),
                from("192.0.2.1").with("Origin", "https://" + SERVER.getAuthority()),
                from("192.0.2.1").with("Origin", "http://dishes.example"),
                from("192.0.2.1").with("Sec-Fetch-Site", "cross-site"),
                from("192.0.2.1").with("Sec-Fetch-Site", "same-site"))) {
            Answer answer = victim.upload("/predict", "dish.jpg", Pictures.jpeg(71, 64, 48));

            ProblemAssert.that(answer, 403, "FORBIDDEN");
            assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
        }
        for (String own : List.of("http://" + SERVER.getAuthority(), "https://dishes.example")) {
            Browserless page = from("192.0.2.1").with("Origin", own).with("Sec-Fetch-Site", "same-origin");
            assertThat(page.upload("/predict", "dish.jpg", Pictures.jpeg(71, 64, 48))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_session_that_somebody_chose_is_nobodys() {
        Browserless chosen = from("192.0.2.2").with("Cookie", "gl_session=" + "A".repeat(43));

        assertThat(chosen.get(SESSION).response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("gl_session="));
    }

    @Test
    void logging_in_again_ends_the_session_that_it_replaces() {
        Browserless browser = from("192.0.2.3");
        logIn(browser);
        String first = browser.cookie("gl_login").orElseThrow();

        logIn(browser);

        assertThat(browser.cookie("gl_login")).isNotEqualTo(first);
        Browserless holder = from("192.0.2.3").with("Cookie", "gl_login=" + first);
        assertThat(holder.get(SESSION).json().getBoolean("authenticated")).isFalse();
    }

    @Test
    void wrong_passwords_from_one_address_lock_nobody_else_out() {
        Browserless stranger = from("192.0.2.4");
        for (int attempt = 0; attempt < 10; attempt++) {
            ProblemAssert.that(stranger.post(SESSION, credentials("admin", "wrong " + attempt)), 401, "NOT_LOGGED_IN");
        }
        ProblemAssert.that(stranger.post(SESSION, credentials("admin", APP.adminPassword())), 429, "RATE_LIMITED");

        logIn(from("192.0.2.5"));
    }

    @Test
    void who_made_an_account_alone_has_the_limits_of_an_end_user() {
        Browserless viewer = from("192.0.2.6");
        register(viewer, "hasty");
        String cookie = "gl_login=" + viewer.cookie("gl_login").orElseThrow();
        String token = viewer.cookie("gl_csrf").orElseThrow();
        JsonObject feedback = new JsonObject().put("prediction_id", "none").put("is_correct", true);

        List<Integer> statuses = new ArrayList<>();
        for (int change = 0; change <= CHANGES_PER_MINUTE; change++) {
            Browserless elsewhere =
                    from("198.51.100." + change).with("Cookie", cookie).with("X-CSRF-Token", token);
            statuses.add(elsewhere.post("/api/v1/feedback", feedback).status());
        }

        assertThat(statuses.subList(0, CHANGES_PER_MINUTE)).doesNotContain(429);
        assertThat(statuses.get(CHANGES_PER_MINUTE)).isEqualTo(429);
        assertThat(viewer.get(SESSION).status()).as("reading").isEqualTo(200);
    }

    @Test
    void one_address_makes_few_accounts_a_day() {
        Browserless address = from("192.0.2.7");
        for (int account = 0; account < 5; account++) {
            register(from("192.0.2.7"), "many-" + account);
        }

        ProblemAssert.that(address.post(ACCOUNTS, credentials("many-5", PASSWORD)), 429, "RATE_LIMITED");
    }

    @Test
    void the_administrator_logs_in_while_forty_register() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(40);
        try {
            List<Callable<Answer>> registrations = new ArrayList<>();
            for (int person = 0; person < 40; person++) {
                Browserless browser = from("203.0.113." + person);
                JsonObject credentials = credentials("crowd-" + person, PASSWORD);
                registrations.add(() -> browser.post(ACCOUNTS, credentials));
            }
            List<Future<Answer>> made = new ArrayList<>();
            registrations.forEach(registration -> made.add(crowd.submit(registration)));
            for (int login = 0; login < 5; login++) {
                logIn(from("192.0.2.8"));
            }
            assertThat(made)
                    .allSatisfy(registration -> assertThat(status(registration)).isIn(201, 503));
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void an_address_that_guesses_tokens_waits_and_no_other_does() {
        Browserless guesser = from("192.0.2.9").with("Authorization", "Bearer gl_" + "x".repeat(43));
        for (int guess = 0; guess < 30; guess++) {
            ProblemAssert.that(guesser.get(SESSION), 401, "NOT_LOGGED_IN");
        }

        ProblemAssert.that(guesser.get(SESSION), 429, "RATE_LIMITED");
        ProblemAssert.that(
                from("192.0.2.9").with("Authorization", "Bearer " + APP.token()).get(SESSION), 429, "RATE_LIMITED");
        assertThat(from("192.0.2.10")
                        .with("Authorization", "Bearer " + APP.token())
                        .get(SESSION)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_page_that_rebinds_its_name_to_this_machine_reaches_no_port() throws IOException {
        String change = "PUT /ops/loggers/io.gourmetloop/info";
        assertThat(asked(APP.managementAddress(), change, "evil.example")).startsWith("HTTP/1.1 403");
        assertThat(asked(APP.managementAddress(), "GET /ops/metrics", "evil.example"))
                .startsWith("HTTP/1.1 403");
        for (String name : List.of("localhost", "127.0.0.1:8081", "[::1]", "server", "SERVER:8081")) {
            assertThat(asked(APP.managementAddress(), change, name)).as(name).startsWith("HTTP/1.1 204");
        }

        assertThat(asked(SERVER, "GET /live", "evil.example")).startsWith("HTTP/1.1 403");
        for (String name : List.of("localhost:8080", "dishes.example", "127.0.0.1")) {
            assertThat(asked(SERVER, "GET /live", name)).as(name).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void behind_https_cookies_are_this_hosts_alone() {
        try (RunningApp secure = RunningApp.start(Map.of("GOURMETLOOP_AUTH_SECURE_COOKIES", "true"))) {
            List<String> cookies = new Browserless(secure.address())
                    .get(SESSION)
                    .response()
                    .headers()
                    .allValues("Set-Cookie");

            assertThat(cookies)
                    .hasSize(2)
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-gl_")
                            .contains("; Secure", "Path=/")
                            .doesNotContain("Domain"));
        }
    }

    private static String asked(URI server, String request, String host) throws IOException {
        try (Caller caller = new Caller(server)) {
            return caller.say(request + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n")
                    .firstWords();
        }
    }

    private static int status(Future<Answer> answer) {
        try {
            return answer.get().status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void register(Browserless browser, String name) {
        Answer answer = browser.post(ACCOUNTS, credentials(name, PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static void logIn(Browserless browser) {
        Answer answer = browser.post(SESSION, credentials("admin", APP.adminPassword()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static JsonObject credentials(String name, String password) {
        return new JsonObject().put("name", name).put("password", password);
    }

    private static Browserless from(String address) {
        return new Browserless(SERVER).with("X-Forwarded-For", address);
    }
}
