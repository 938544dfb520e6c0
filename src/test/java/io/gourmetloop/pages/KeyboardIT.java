package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gourmetloop.testing.RunningApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyboardIT {
    private static final int MOST_STOPS = 40;

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final RunningApp app = RunningApp.shared();

    @Test
    void the_first_stop_skips_to_the_content() {
        Page page = visitors.comes(app.address());
        UploadPage.open(page);

        page.keyboard().press("Tab");
        Locator skip = page.getByText("Skip to content");
        assertThat(skip).isFocused();
        assertThat(skip).isInViewport();
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
    }

    @Test
    void a_photo_is_sent_and_corrected_without_a_mouse() {
        Page page = visitors.comes(app.address());
        UploadPage upload = UploadPage.open(page);

        // inside: a key pressed right after the wait has begun can reach the page before the wish to see its dialogs
        // does
        page.waitForFileChooser(() -> {
                    tabTo(page, page.getByText("Choose photos"));
                    page.keyboard().press("Enter");
                })
                .setFiles(UploadPage.photo(160));
        assertThat(upload.answers()).hasCount(1);
        String other = upload.latest().getString("prediction").equals("Bibimbap") ? "Baklava" : "Bibimbap";
        tabTo(page, button(page, "It is actually…"));
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.COMBOBOX)).isFocused();
        page.keyboard().press("Escape");
        assertThat(button(page, "It is actually…")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.COMBOBOX)).isFocused();
        page.keyboard().type(other);
        page.keyboard().press("Enter");

        assertThat(page.getByText("You said: " + other)).isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
    }

    private static void tabTo(Page page, Locator target) {
        for (int i = 0; i < MOST_STOPS; i++) {
            if (Boolean.TRUE.equals(target.evaluate("element => element === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("The Tab key does not lead to " + target);
    }
}
