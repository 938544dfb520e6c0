package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.gourmetloop.testing.Pictures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftPageIT {
    private static final int A_SIDE = 32;

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private Loop loop;

    @BeforeAll
    void lightsGoOut() {
        loop = new Loop(seed -> Pictures.jpeg(seed, 160, 120));
        for (int i = 0; i < 2 * A_SIDE; i++) {
            byte[] picture = Pictures.jpeg(i, 160, 120);
            loop.send(i < A_SIDE ? picture : Pictures.dark(picture));
        }
        loop.run("checks");
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @Test
    void what_failed_stands_first_with_its_plot_and_its_photos() {
        Locator check = checks().getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText("Picture properties"))
                .filter(new Locator.FilterOptions().setHasText("Largest"))
                .first();

        assertThat(check).containsText("failed");
        assertThat(check).containsText("median");
        assertThat(check.getByRole(AriaRole.IMG).first()).isVisible();
        assertThat(check.getByLabel("Photos that show it").getByRole(AriaRole.LISTITEM))
                .hasCount(8);
    }

    @Test
    void a_run_can_be_started_and_joins_the_history() {
        Locator history = checks().page().locator(".check-runs li");
        int before = history.count();

        history.page().getByText("Run now").click();

        assertThat(history).hasCount(before + 1);
        assertThat(history.first()).containsText("by hand");
        assertThat(history.first()).containsText("failed");
    }

    @Test
    void the_report_is_a_file_that_opens_by_itself() {
        Locator link = checks().page().getByText("Report as a file");

        Page report = link.page().waitForPopup(link::click);

        assertThat(report.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Drift and data checks")))
                .isVisible();
        assertThat((int) report.evaluate("[...document.images].filter((image) => image.naturalWidth > 0).length"))
                .isPositive();
    }

    private Locator checks() {
        Page page = visitors.comes(loop.app().address());
        LoginPage.pass(page, loop.app(), "/console/drift");
        Locator checks = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Checks"));
        assertThat(checks).isVisible();
        return checks;
    }
}
