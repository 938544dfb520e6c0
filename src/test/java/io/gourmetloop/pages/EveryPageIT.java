package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.gourmetloop.testing.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of all pages: narrow, light, dark, by keyboard, and for those who do not see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageIT {
    private static final Path AXE = Path.of("frontend", "node_modules", "axe-core", "axe.min.js");
    private static final int NARROW = 360;
    private static final int MOST_STOPS = 80;

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private Loop loop;

    enum Place {
        UPLOAD("/"),
        ANSWERS("/"),
        HISTORY("/"),
        LOGIN("/login"),
        BLIND_TASK("/annotate"),
        GUIDED_TASK("/annotate"),
        CONSOLE("/console"),
        ACCURACY("/console/accuracy"),
        CONFUSION("/console/confusion"),
        CALIBRATION("/console/calibration"),
        LABELS("/console/labels"),
        DRIFT("/console/drift"),
        JOBS("/console/jobs?job=estimates"),
        NOWHERE("/no-such-page");

        private final String path;

        Place(String path) {
            this.path = path;
        }
    }

    static Stream<Arguments> placesInBothSchemes() {
        return Stream.of(Place.values())
                .flatMap(place ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Arguments.of(place, scheme)));
    }

    @BeforeAll
    void start() {
        loop = new Loop(seed -> Pictures.jpeg(seed, 320, 240));
        loop.fill(4, 1);
        loop.label("Baklava");
        loop.run("annotation-sync");
        loop.run("estimates");
        loop.run("checks");
        loop.fill(1, 2);
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_wider_than_a_small_phone(Place place) {
        Page page = visitors.comes(loop.app().address(), NARROW, 740, ColorScheme.LIGHT);

        show(page, place);

        assertThat((int) page.evaluate("document.scrollingElement.scrollWidth")).isLessThanOrEqualTo(NARROW);
    }

    @ParameterizedTest
    @MethodSource("placesInBothSchemes")
    void the_rules_of_accessibility_are_kept(Place place, ColorScheme scheme) throws IOException {
        Page page = visitors.comes(loop.app().address(), 1280, 900, scheme);

        show(page, place);
        page.evaluate(Files.readString(AXE));
        Object violations = page.evaluate("""
                async () => {
                  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
                  const { violations } = await axe.run(document, { runOnly });
                  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
                }""");

        assertThat((List<?>) violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_tab_key_reaches_everything_in_order_and_the_focus_is_seen(Place place) {
        Page page = visitors.comes(loop.app().address());
        show(page, place);

        KeyboardWalk walk = KeyboardWalk.over(page, MOST_STOPS);

        assertThat(walk.stops()).isEqualTo(page.evaluate(KeyboardWalk.REACHABLE));
        assertThat(walk.unseen()).isEmpty();
    }

    private void show(Page page, Place place) {
        switch (place) {
            case UPLOAD -> {
                UploadPage.open(page);
                assertThat(page.getByText("10 known classes")).isVisible();
            }
            case ANSWERS -> showAnswers(page);
            case HISTORY -> {
                UploadPage.open(page).answered(7);
                page.reload();
                assertThat(page.getByText("Your earlier photos")).isVisible();
            }
            case LOGIN -> {
                page.navigate(place.path);
                assertThat(page.getByLabel("Password")).isVisible();
            }
            case BLIND_TASK ->
                assertThat(AnnotatePage.open(page, loop.app()).photo()).isVisible();
            case GUIDED_TASK -> {
                AnnotatePage.open(page, loop.app()).skipBlind();
                loop.fill(1, 2);
            }
            case CONSOLE -> {
                LoginPage.pass(page, loop.app(), place.path);
                page.getByText("All 5 estimators").click();
                assertThat(page.getByRole(AriaRole.TABLE)).isVisible();
            }
            case ACCURACY -> open(page, place, page.getByText(Pattern.compile("^Random, ")));
            case CONFUSION -> {
                open(page, place, "By class");
                page.locator(".matrix button").first().click();
                assertThat(page.locator(".thumbnails img").first()).isVisible();
            }
            case CALIBRATION -> open(page, place, "expected calibration error");
            case LABELS -> open(page, place, "Labels needed");
            case DRIFT -> {
                LoginPage.pass(page, loop.app(), place.path);
                page.getByText("Unusable files").click();
                assertThat(page.getByText("too many pixels").first()).isVisible();
            }
            case JOBS -> {
                LoginPage.pass(page, loop.app(), place.path);
                assertThat(page.getByRole(AriaRole.TABLE)).isVisible();
            }
            case NOWHERE -> {
                visitors.expectRefusals(404);
                page.navigate(place.path);
                assertThat(page.getByText("There is no such page")).isVisible();
            }
        }
    }

    private void open(Page page, Place place, String text) {
        open(page, place, page.getByText(text));
    }

    private void open(Page page, Place place, Locator sign) {
        LoginPage.pass(page, loop.app(), place.path);
        assertThat(sign.first()).isVisible();
    }

    /** One that is answered with its menu open, and one that is no photo. */
    private static void showAnswers(Page page) {
        UploadPage upload = UploadPage.open(page);
        Locator card = upload.answered(7);
        upload.choose(new FilePayload("notes.jpg", "image/jpeg", new byte[] {1, 2}));
        assertThat(upload.card("notes.jpg")).containsText("Unsupported file");
        card.getByText("It is actually…").click();
        assertThat(card.getByRole(AriaRole.COMBOBOX)).isFocused();
    }
}
