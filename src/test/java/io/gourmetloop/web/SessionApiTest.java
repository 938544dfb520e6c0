package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asking, and how the server knows. Wrong passwords are few here: they count against all tests of this address. */
class SessionApiTest {
    private static final String PATH = "/api/v1/session";

    private final RunningApp app = RunningApp.shared();
    private final Browserless browser = new Browserless(app.address());

    @Test
    void nobody_is_known_before_the_login_and_after_the_logout() {
        assertThat(browser.get(PATH).json().getBoolean("authenticated")).isFalse();
        assertThat(browser.get(PATH).json().getString("labeling_url"))
                .as("end users label nothing")
                .isNull();
        ProblemAssert.that(browser.get("/api/v1/overview"), 401, "NOT_LOGGED_IN");

        JsonObject known = logIn(false).json();
        assertThat(known.getBoolean("authenticated")).isTrue();
        assertThat(known.getString("name")).isEqualTo("admin");
        assertThat(known.getString("role")).isEqualTo("admin");
        assertThat(known.getString("labeling_url")).isEqualTo("/annotate");
        assertThat(browser.get(PATH).json()).isEqualTo(known);
        assertThat(browser.get("/api/v1/overview").status()).isEqualTo(200);
        String cookie = browser.cookie("gl_login").orElseThrow();

        assertThat(browser.delete(PATH).status()).isEqualTo(204);
        assertThat(browser.get(PATH).json().getBoolean("authenticated")).isFalse();
        Browserless thief = new Browserless(app.address()).with("Cookie", "gl_login=" + cookie);
        assertThat(thief.get(PATH).json().getBoolean("authenticated"))
                .as("with the cookie of the ended session")
                .isFalse();
    }

    @Test
    void a_remembered_login_outlives_the_browser_and_another_does_not() {
        String session = cookie(logIn(false), "gl_login");
        String remembered = cookie(logIn(true), "gl_login");

        assertThat(session).contains("HTTPOnly", "SameSite=Lax").doesNotContain("Max-Age");
        assertThat(remembered).contains("HTTPOnly", "SameSite=Lax", "Max-Age=" + 30 * 24 * 3600);
    }

    @Test
    void an_unknown_name_and_a_wrong_password_get_the_same_answer() {
        Answer wrong = browser.post(PATH, credentials("admin", "not this one"));
        Answer unknown = browser.post(PATH, credentials("nobody", "not this one"));

        ProblemAssert.that(wrong, 401, "NOT_LOGGED_IN");
        assertThat(withoutId(unknown)).isEqualTo(withoutId(wrong));
        assertThat(cookie(wrong, "gl_login")).isEmpty();
    }

    @Test
    void a_change_with_a_cookie_alone_is_refused() {
        logIn(false);
        String login = "gl_login=" + browser.cookie("gl_login").orElseThrow();
        String token = browser.cookie("gl_csrf").orElseThrow();

        refused(forged(login), "CSRF_TOKEN_MISSING");
        refused(forged(login).with("X-CSRF-Token", "guessed"), "CSRF_TOKEN_MISSING");
        for (String origin : List.of("https://evil.example", "null")) {
            refused(forged(login).with("X-CSRF-Token", token).with("Origin", origin), "FORBIDDEN");
        }
        Answer own = forged(login)
                .with("X-CSRF-Token", token)
                .with("Origin", app.address().toString())
                .put("/api/v1/jobs/estimates/paused", new JsonObject().put("paused", false));
        assertThat(own.status()).as(own.body()).isEqualTo(204);
    }

    @Test
    void so_it_is_for_end_users() {
        browser.get(PATH);
        String session = "gl_session=" + browser.cookie("gl_session").orElseThrow();

        Answer upload = forged(session).post("/api/v1/predictions", "image/jpeg", Pictures.jpeg(70, 64, 48));

        ProblemAssert.that(upload, 403, "CSRF_TOKEN_MISSING");
        assertThat(cookie(new Browserless(app.address()).get(PATH), "gl_session"))
                .contains("HTTPOnly", "SameSite=Lax");
    }

    private void refused(Browserless forger, String code) {
        ProblemAssert.that(
                forger.put("/api/v1/jobs/estimates/paused", new JsonObject().put("paused", true)), 403, code);
    }

    private Browserless forged(String cookie) {
        return new Browserless(app.address()).with("Cookie", cookie);
    }

    @Test
    void a_token_needs_no_cookie_and_a_wrong_one_is_told() {
        assertThat(app.admin().get(PATH).json().getString("name")).isEqualTo("local");
        assertThat(app.admin().get(PATH).response().headers().allValues("Set-Cookie"))
                .isEmpty();
        for (String wrong : List.of("Bearer gl_" + "x".repeat(43), "Bearer nonsense", "Basic YWRtaW46YWRtaW4=")) {
            ProblemAssert.that(
                    new Browserless(app.address()).with("Authorization", wrong).get(PATH), 401, "NOT_LOGGED_IN");
        }
    }

    @Test
    void nobody_registers_unless_that_is_switched_on() {
        assertThat(browser.get(PATH).json().getBoolean("registration_open")).isFalse();
        ProblemAssert.that(browser.post("/api/v1/accounts", credentials("eve", "long enough")), 403, "FORBIDDEN");
    }

    @Test
    void pages_learn_how_large_a_photo_may_be() {
        assertThat(browser.get(PATH).json().getLong("max_photo_bytes")).isEqualTo(25_000_000);
    }

    @CanIgnoreReturnValue
    private Answer logIn(boolean remember) {
        Answer answer =
                browser.post(PATH, credentials("admin", app.adminPassword()).put("remember", remember));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static JsonObject credentials(String name, String password) {
        return new JsonObject().put("name", name).put("password", password);
    }

    private static JsonObject withoutId(Answer answer) {
        JsonObject problem = answer.json();
        assertThat(problem.remove("request_id")).isNotNull();
        return problem;
    }

    private static String cookie(Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElse("");
    }
}
