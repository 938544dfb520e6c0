package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.gourmetloop.testing.Pictures;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accuracy, confusion, calibration, labels and budget: what they show, and that an address shows the same to another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TruthPagesIT {
    private static final Pattern SHARE = Pattern.compile("\\d+\\.\\d\u202f%");

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private Loop loop;

    @BeforeAll
    void aDayInProduction() {
        loop = new Loop(seed -> Pictures.jpeg(seed, 320, 240));
        loop.fill(6, 2);
        loop.label("Baklava");
        loop.run("annotation-sync");
        loop.run("estimates");
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @Test
    void the_console_leads_to_its_pages() {
        Page page = open("/console");

        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Console"))
                .getByText("Confusion")
                .click();

        assertThat(heading(page, "Confusion")).isVisible();
        assertThat(page).hasURL(Pattern.compile("/console/confusion$"));
    }

    @Test
    void a_figure_is_explained_by_its_labels_weights_and_formula() {
        Page page = open("/console/accuracy");

        Locator why = region(page, "Why this number");
        assertThat(why.getByRole(AriaRole.TABLE)).containsText("Random");
        assertThat(why).containsText("There are too few random labels");
        assertThat(why).containsText("95 % interval (Wilson)");
    }

    @Test
    void a_window_is_chosen_and_its_address_can_be_shared() {
        Page page = open("/console/accuracy");
        page.getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions().setName("Per 1 hour").setExact(true))
                .or(page.getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions().setName("Per hour").setExact(true)))
                .first()
                .check();
        assertThat(page).hasURL(Pattern.compile("kind=PT1H"));
        Locator window = region(page, "Windows").getByRole(AriaRole.BUTTON).last();
        window.click();
        assertThat(page).hasURL(Pattern.compile("window="));

        Page other = open(page.url().substring(loop.app().address().toString().length()));

        assertThat(region(other, "Windows").getByRole(AriaRole.BUTTON).last()).hasAttribute("aria-pressed", "true");
    }

    @Test
    void a_class_without_labels_says_what_to_do_next() {
        Page page = open("/console/accuracy?label=No%20such%20dish");

        assertThat(page.getByText("No estimate for “No such dish” yet")).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN).getByText("Label photos")).isVisible();
    }

    @Test
    void a_cell_of_the_confusion_matrix_leads_to_its_photos() {
        Page page = open("/console/confusion");
        Locator matrix = region(page, "Confusion matrix");
        matrix.getByRole(AriaRole.BUTTON).first().click();
        assertThat(page).hasURL(Pattern.compile("truth=Baklava&predicted="));
        Locator photos = page.locator(".thumbnails img");
        assertThat(photos.first()).isVisible();
        assertThat(region(page, "By class").first()).containsText(SHARE);

        Page other = open(page.url().substring(loop.app().address().toString().length()));

        assertThat(other.locator(".thumbnails img").first()).isVisible();
    }

    @Test
    void photos_with_the_same_answer_are_sent_to_labeling_as_training_tasks() {
        String predicted = loop.unasked().getString("prediction");
        Page page = open("/console/confusion");
        page.navigate("/console/confusion?truth=Baklava&predicted=" + predicted.replace(" ", "%20"));

        page.getByText("Send to labeling").click();

        assertThat(page.getByText(Pattern.compile("[1-9]\\d* photos were sent to labeling")))
                .isVisible();
        int guided = loop.progress().getInteger("open") - loop.progress().getInteger("open_blind");
        org.assertj.core.api.Assertions.assertThat(guided).isPositive();
    }

    @Test
    void few_labels_make_a_cell_gray() {
        Page page = open("/console/confusion");

        assertThat(region(page, "Confusion matrix").getByRole(AriaRole.BUTTON).first())
                .hasAttribute("aria-label", Pattern.compile("Baklava predicted as .* effective"));
        assertThat(page.locator(".matrix .faint").first()).isVisible();
    }

    @Test
    void days_without_a_label_say_what_to_do_next() {
        Page page = open("/console/confusion?first=2020-01-01&last=2020-01-02");

        assertThat(page.getByText("No blind labels in this time")).isVisible();
        assertThat(page.getByLabel("First day")).hasValue("2020-01-01");
    }

    @Test
    void calibration_holds_claims_against_labels() {
        Page page = open("/console/calibration");

        Locator card = region(page, "Reliability diagram");
        assertThat(card.locator("dd").first()).hasText(SHARE);
        assertThat(card.getByRole(AriaRole.IMG)).isVisible();
        assertThat(region(page, "Temperatures").first()).containsText("None has been fitted yet");
    }

    @Test
    void the_budget_tells_what_three_points_cost() {
        Page page = open("/console/labels");

        Locator budget = region(page, "Labels needed");
        assertThat(budget).containsText(Pattern.compile("±3 points need [\\d,]+ independent labels"));
        assertThat(budget.getByRole(AriaRole.ROW)).hasCount(5);
        assertThat(region(page, "Pace")).containsText("admin");
        assertThat(region(page, "How reliable user feedback is")).containsText("This is wrong");
        assertThat(region(page, "Agreement of annotators")).containsText("No photo was labeled by two people");
    }

    private Page open(String path) {
        Page page = visitors.comes(loop.app().address());
        LoginPage.pass(page, loop.app(), path);
        return page;
    }

    private static Locator region(Page page, String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(name).setExact(true).setLevel(1));
    }
}
