package io.gourmetloop.interop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByAltTextOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gourmetloop.pages.Chromium;
import io.gourmetloop.pages.LoginPage;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.LabelStudio;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The real Label Studio as annotators meet it: which task they are given, and what its page shows them. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabelStudioPageIT {
    private static final Path PICTURES = Path.of("target", "pages");

    private LabelStudio studio;
    private StudioLoop loop;
    private List<String> labels;

    @BeforeAll
    void start() {
        studio = LabelStudio.start();
        loop = StudioLoop.start(studio, Map.of());
        loop.run("label-studio-setup");
        labels = loop.labels();
    }

    @AfterAll
    void stop() {
        if (loop != null) {
            loop.close();
        }
        if (studio != null) {
            studio.close();
        }
    }

    @Test
    void tasks_are_given_in_order_of_arrival() {
        finishWhatIsOpen();
        List<String> arrived = Stream.generate(loop::upload).limit(3).toList();
        loop.run("source-sync");
        String last = loop.upload();
        loop.run("source-sync");

        for (String photo : Stream.concat(arrived.stream(), Stream.of(last)).toList()) {
            JsonObject next = next();
            assertThat(next.getJsonObject("data").getString("task_id")).isEqualTo(photo);
            loop.annotate(next.getLong("id"), labels.get(0));
        }
    }

    private JsonObject next() {
        return studio.get("/api/projects/" + loop.project() + "/next");
    }

    /** What the other test has left. */
    private void finishWhatIsOpen() {
        String numbers = "/api/projects/" + loop.project() + "?include=task_number,finished_task_number";
        JsonObject project = studio.get(numbers);
        for (int i = project.getInteger("finished_task_number"); i < project.getInteger("task_number"); i++) {
            loop.annotate(next().getLong("id"), labels.get(0));
        }
    }

    @Test
    void from_the_console_to_the_photo_to_its_truth_by_clicks_alone() {
        finishWhatIsOpen();
        String photo = loop.upload();
        loop.run("source-sync");
        try (BrowserContext browser = Chromium.get()
                .newContext(new NewContextOptions()
                        .setBaseURL(loop.app.address().toString())
                        .setViewportSize(1280, 900))) {
            browser.setDefaultTimeout((double) Chromium.PATIENCE.toMillis());
            Page console = browser.newPage();
            LoginPage.pass(console, loop.app, "/console");
            assertThat(console.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Annotate")))
                    .hasAttribute("href", address());
            Page page = console.waitForPopup(() ->
                    console.getByText(Pattern.compile("Label \\d+ photos?")).click());
            try {
                label(page, labels.get(4));
            } finally {
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("label-studio.png")));
            }
        }
        Eventually.holds("the truth is known", Chromium.PATIENCE, () -> {
            loop.run("label-studio-reconciliation");
            return labels.get(4).equals(loop.prediction(photo).getString("human_label"));
        });
        assertThat(loop.annotations(photo)).singleElement().satisfies(annotation -> {
            assertThat(annotation.getString("annotator")).isEqualTo(studio.email());
            assertThat(annotation.getDouble("lead_time")).isPositive();
        });
    }

    private String address() {
        return studio.url() + "/projects/" + loop.project() + "/data?labeling=1";
    }

    /** Logs in, looks at the photo, chooses and submits. */
    private void label(Page page, String label) {
        page.locator("input[name=email]").fill(studio.email());
        page.locator("input[name=password]").fill(studio.password());
        page.keyboard().press("Enter");

        Locator photo = page.getByAltText("image", new GetByAltTextOptions().setExact(true));
        assertThat(photo).isVisible();
        Eventually.holds(
                "the photo is drawn",
                Chromium.PATIENCE,
                () -> ((Number) photo.evaluate("image => image.complete ? image.naturalWidth : 0")).intValue() > 0);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("label-studio-photo.png")));
        page.getByText(label).first().click();
        page.getByLabel("Submit current annotation").click();
        assertThat(page.getByText("No More Tasks Left in Queue")).isVisible();
    }
}
