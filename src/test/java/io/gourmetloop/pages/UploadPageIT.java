package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.GetByRoleOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.gourmetloop.testing.Caller;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UploadPageIT {
    private static final Pattern TOLD_TO_WAIT =
            Pattern.compile("Too many photos at once\\. Uploads resume automatically in \\d+ s");

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final RunningApp app = RunningApp.shared();

    @Test
    void a_head_is_answered_as_the_page_without_it() throws IOException {
        try (Caller caller = new Caller(app.address())) {
            assertThat(caller.sayHead("HEAD / HTTP/1.1", "Host: localhost", "Connection: close")
                            .listen())
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("content-type: text/html")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void several_photos_at_once_are_answered_with_progress() {
        Page page = visitors.comes(app.address());
        UploadPage upload = UploadPage.open(page);
        List<Route> held = new ArrayList<>();
        page.route("**/api/v1/predictions", held::add);

        upload.choose(UploadPage.photos(100, 4));

        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasCount(3);
        assertThat(page.getByText("Waiting for its turn")).hasCount(1);
        assertThat(page.getByText("3 on the way").or(page.getByText("4 on the way")))
                .isVisible();
        page.unroute("**/api/v1/predictions");
        held.forEach(Route::resume);
        assertThat(upload.answers()).hasCount(4);
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasCount(0);
    }

    @Test
    void a_photo_may_be_dropped_anywhere() {
        Page page = visitors.comes(app.address());
        UploadPage upload = UploadPage.open(page);
        JSHandle transfer = upload.transfer(UploadPage.photo(110));

        upload.drag("dragover", transfer);
        assertThat(page.getByText("Let go to send")).isVisible();
        upload.drag("drop", transfer);

        assertThat(upload.answers()).hasCount(1);
        assertThat(page.getByText("Drop photos here, or paste one")).isVisible();
    }

    @Test
    void a_photo_may_be_pasted() {
        Page page = visitors.comes(app.address());
        UploadPage upload = UploadPage.open(page);

        page.evaluate(
                "clipboardData => document.body.dispatchEvent("
                        + "new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))",
                upload.transfer(UploadPage.photo(111)));

        assertThat(upload.answers()).hasCount(1);
    }

    @Test
    void the_answer_is_a_class_with_its_confidence_beside_the_others() {
        UploadPage upload = UploadPage.open(visitors.comes(app.address()));

        Locator card = upload.answered(120);

        JsonObject prediction = upload.latest();
        assertThat(card.getByRole(AriaRole.HEADING)).hasText(prediction.getString("prediction"));
        assertThat(card).containsText(Math.round(100 * prediction.getDouble("confidence")) + "\u202f%");
        card.getByText("All 10 classes").click();
        assertThat(card.locator(".runners-up li")).hasCount(9);
    }

    @Test
    void a_right_answer_is_confirmed() {
        UploadPage upload = UploadPage.open(visitors.comes(app.address()));

        Locator card = upload.answered(121);
        button(card, "Right").click();

        assertThat(card).containsText("You said: right");
        assertThat(upload.latest().getString("verdict")).isEqualTo("CONFIRMED");
    }

    @Test
    void a_wrong_answer_is_flagged_and_the_verdict_may_be_changed() {
        UploadPage upload = UploadPage.open(visitors.comes(app.address()));

        Locator card = upload.answered(122);
        button(card, "Flag as wrong").click();
        assertThat(card).containsText("You flagged this as wrong");
        assertThat(upload.latest().getString("verdict")).isEqualTo("FLAGGED");
        button(card, "Change").click();
        button(card, "Right").click();

        assertThat(card).containsText("You said: right");
    }

    @Test
    void what_it_actually_is_can_be_searched_by_typing() {
        UploadPage upload = UploadPage.open(visitors.comes(app.address()));

        Locator card = upload.answered(123);
        String other = upload.latest().getString("prediction").equals("Bibimbap") ? "Baklava" : "Bibimbap";
        button(card, "It is actually…").click();
        Locator search = card.getByRole(AriaRole.COMBOBOX);
        assertThat(search).isFocused();
        search.fill(other.substring(0, 3));
        assertThat(card.getByRole(AriaRole.OPTION)).hasCount(1);
        search.press("Enter");

        assertThat(card).containsText("You said: " + other);
        JsonObject prediction = upload.latest();
        assertThat(prediction.getString("verdict")).isEqualTo("CORRECTED");
        assertThat(prediction.getString("user_label")).isEqualTo(other);
    }

    @Test
    void photos_of_before_are_shown_to_their_own_session_only() {
        Page page = visitors.comes(app.address());
        UploadPage upload = UploadPage.open(page);
        upload.answered(130);
        Locator second = upload.answered(131);
        button(second, "Flag as wrong").click();
        assertThat(second).containsText("You flagged this as wrong");

        page.reload();
        assertThat(upload.history()).hasCount(2);
        assertThat(upload.section("Your earlier photos")).containsText("You flagged this as wrong");
        Page stranger = visitors.comes(app.address());
        UploadPage strangers = UploadPage.open(stranger);
        strangers.answered(132);
        stranger.reload();

        assertThat(strangers.history()).hasCount(1);
    }

    @Test
    void an_administrator_finds_no_photos_of_others_among_its_own() {
        UploadPage.open(visitors.comes(app.address())).answered(133);
        Page page = visitors.comes(app.address());
        page.navigate("/login");
        new LoginPage(page).logIn("admin", app.adminPassword());
        assertThat(page).hasURL(app.address() + "/");
        UploadPage upload = UploadPage.open(page);
        upload.answered(134);

        page.reload();

        assertThat(upload.history()).hasCount(1);
    }

    @Test
    void what_is_no_photo_is_told_before_it_is_sent() {
        UploadPage upload = UploadPage.open(visitors.comes(app.address()));

        upload.choose(
                new FilePayload("notes.jpg", "image/jpeg", "Two eggs, a pinch of salt.".getBytes(UTF_8)),
                new FilePayload("empty.jpg", "image/jpeg", new byte[0]),
                new FilePayload("huge.jpg", "image/jpeg", Arrays.copyOf(new byte[] {-1, -40, -1}, 26_000_000)));

        assertThat(upload.card("notes.jpg")).containsText("Unsupported file");
        assertThat(upload.card("empty.jpg")).containsText("This file is empty");
        assertThat(upload.card("huge.jpg")).containsText("up to 25.0\u00a0MB are accepted");
        button(upload.card("notes.jpg"), "Put away").click();
        assertThat(upload.card("notes.jpg")).hasCount(0);
    }

    @Test
    void a_damaged_photo_is_told_by_the_server_and_the_others_go_on() {
        visitors.expectRefusals(422);
        UploadPage upload = UploadPage.open(visitors.comes(app.address()));
        byte[] whole = Pictures.jpeg(140, 320, 240);

        upload.choose(
                new FilePayload("half.jpg", "image/jpeg", Arrays.copyOf(whole, whole.length / 2)),
                UploadPage.photo(141));

        assertThat(upload.card("half.jpg").locator(".failure")).isVisible();
        assertThat(button(upload.card("half.jpg"), "Try again")).hasCount(0);
        assertThat(upload.card("dish-141.jpg").getByRole(AriaRole.HEADING)).isVisible();
    }

    @Test
    void whoever_sends_too_much_is_told_the_wait() {
        visitors.expectRefusals(429);
        try (RunningApp strict = RunningApp.start(Map.of("GOURMETLOOP_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE", "3"))) {
            Page page = visitors.comes(strict.address());
            UploadPage upload = UploadPage.open(page);

            upload.choose(UploadPage.photos(150, 4));

            assertThat(page.getByText(TOLD_TO_WAIT)).isVisible();
            assertThat(upload.answers()).hasCount(3);
        }
    }

    @Test
    void after_the_wait_the_photo_goes_on_by_itself() {
        visitors.expectRefusals(429);
        Page page = visitors.comes(app.address());
        UploadPage upload = UploadPage.open(page);
        page.route("**/api/v1/predictions", UploadPageIT::refuseForTenSeconds, new Page.RouteOptions().setTimes(1));

        upload.choose(UploadPage.photo(151));

        assertThat(page.getByText(TOLD_TO_WAIT)).isVisible();
        assertThat(upload.answers()).hasCount(1);
        assertThat(page.getByText(TOLD_TO_WAIT)).hasCount(0);
    }

    private static void refuseForTenSeconds(Route route) {
        route.fulfill(new Route.FulfillOptions().setStatus(429).setHeaders(Map.of("Retry-After", "10")));
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }
}
