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
class JobsPageIT {
    @RegisterExtension
    final Visitors visitors = new Visitors();

    private Loop loop;

    @BeforeAll
    void start() {
        loop = new Loop(seed -> Pictures.jpeg(seed, 320, 240));
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @Test
    void the_navigation_of_the_console_leads_to_the_jobs() {
        Page page = open("/console");

        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Console"))
                .getByText("Jobs")
                .click();

        assertThat(page).hasURL(loop.app().address() + "/console/jobs");
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Jobs").setExact(true)))
                .isVisible();
        assertThat(job(page, "Estimates")).containsText("every 1m");
        assertThat(job(page, "Sampling sweep")).containsText("every 1h");
    }

    @Test
    void a_job_runs_at_once_and_each_run_is_told_with_its_time_and_result() {
        Page page = open("/console/jobs");

        job(page, "Sampling sweep").getByText("Run now").click();
        assertThat(job(page, "Sampling sweep")).containsText("succeeded");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sampling sweep"))
                .click();

        assertThat(page).hasURL(loop.app().address() + "/console/jobs?job=sampling-sweep");
        Locator runs = history(page, "Sampling sweep").getByRole(AriaRole.ROW);
        Locator byHand =
                runs.filter(new Locator.FilterOptions().setHasText("hand")).first();
        assertThat(byHand).containsText("succeeded");
        assertThat(byHand).containsText("0 tasks of chosen images promised again");
        assertThat(byHand).containsText(Pattern.compile("\\d.m?s"));
    }

    @Test
    void the_page_of_a_job_can_be_shared() {
        loop.run("orphan-sweep");

        Page page = open("/console/jobs?job=orphan-sweep");

        assertThat(history(page, "Orphan sweep")).containsText("last success");
        assertThat(history(page, "Orphan sweep")).containsText("10 min");
        page.getByText("Close").click();
        assertThat(history(page, "Orphan sweep")).hasCount(0);
    }

    @Test
    void a_pause_is_seen_and_ended() {
        Page page = open("/console/jobs?job=noisy-sweep");

        job(page, "Noisy sweep").getByText("Pause").click();
        assertThat(history(page, "Noisy sweep")).containsText("paused");
        assertThat(page.getByText("1 paused.")).isVisible();
        job(page, "Noisy sweep").getByText("Resume").click();

        assertThat(page.getByText("none paused.")).isVisible();
    }

    @Test
    void a_job_that_is_not_there_is_told() {
        Page page = open("/console/jobs?job=brew-coffee");

        assertThat(page.getByText("There is no job “brew-coffee”")).isVisible();
    }

    private Page open(String path) {
        Page page = visitors.comes(loop.app().address());
        LoginPage.pass(page, loop.app(), path);
        return page;
    }

    private static Locator job(Page page, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Background jobs"))
                .locator(".rows > li")
                .filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator history(Page page, String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
