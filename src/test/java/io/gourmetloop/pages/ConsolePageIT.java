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

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsolePageIT {
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
        loop.fill(1, 1);
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @Test
    void traffic_and_what_users_said_of_the_answers_are_counted() {
        Locator traffic = region("Traffic");

        int answers = loop.overview().getJsonObject("traffic").getInteger("last_day");
        assertThat(figure(traffic, "predictions")).hasText(Integer.toString(answers));
        assertThat(figure(traffic, "flagged")).hasText(Integer.toString(answers));
        assertThat(traffic.getByRole(AriaRole.IMG)).isVisible();
    }

    @Test
    void accuracy_has_its_interval_and_stands_beside_naive_and_label_free() {
        Locator accuracy = region("Accuracy in production · v1");

        assertThat(accuracy.locator(".headline-value")).hasText(SHARE);
        assertThat(accuracy.getByText("95 % interval").first()).isVisible();
        assertThat(figure(accuracy, "Unweighted mean of the labels")).hasText(SHARE);
        assertThat(figure(accuracy, "Confidence-based (CBPE)")).hasText(SHARE);
        accuracy.getByText("All 5 estimators").click();
        assertThat(accuracy.getByRole(AriaRole.ROW)).hasCount(6);
        assertThat(accuracy.getByText("headline", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void labels_are_told_by_stream_and_state() {
        Locator labels = region("Labels by stream");

        Locator random = labels.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("Random"));
        assertThat(random).containsText(Pattern.compile("\\d+ in labeling, \\d+ labeled"));
        assertThat(labels).containsText("User feedback");
        assertThat(labels.getByText("Label " + loop.progress().getInteger("open") + " photo"))
                .isVisible();
    }

    @Test
    void a_job_can_be_run_at_once_and_its_history_says_so() {
        Locator job = region("Jobs")
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText("Orphan sweep"));

        job.getByText("Run now").click();
        assertThat(job).containsText("succeeded");
        job.getByText("History").click();

        assertThat(job.getByText("by hand")).isVisible();
    }

    @Test
    void a_job_can_be_paused_and_goes_on() {
        Locator job = region("Jobs")
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText("Noisy sweep"));

        job.getByText("Pause").click();
        assertThat(job.getByText("paused", new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        job.getByText("Resume").click();

        assertThat(job.getByText("Pause")).isVisible();
    }

    @Test
    void the_state_of_the_server_is_in_sight() {
        Page page = visitors.comes(loop.app().address());
        LoginPage.pass(page, loop.app(), "/console");

        Locator state = page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("State of the server"));
        assertThat(state).containsText("serving v1");
        assertThat(state).containsText("ready");
    }

    private Locator region(String name) {
        Page page = visitors.comes(loop.app().address());
        LoginPage.pass(page, loop.app(), "/console");
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    /** What stands with a name in a list of figures. */
    private static Locator figure(Locator card, String name) {
        Locator term = card.page().getByText(name, new Page.GetByTextOptions().setExact(true));
        return card.locator("dl > div")
                .filter(new Locator.FilterOptions().setHas(term))
                .getByRole(AriaRole.DEFINITION)
                .first();
    }
}
