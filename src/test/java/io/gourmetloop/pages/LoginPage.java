package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gourmetloop.testing.RunningApp;

/** The page that asks who is there. */
public final class LoginPage {
    private final Page page;

    /** Of a page that shows it. */
    LoginPage(Page page) {
        this.page = page;
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Log in")))
                .isVisible();
    }

    /** Goes to a page of the console or the annotator by way of the login. */
    public static void pass(Page page, RunningApp app, String path) {
        page.navigate(path);
        new LoginPage(page).logIn("admin", app.adminPassword());
        assertThat(page).hasURL(app.address() + path);
    }

    void logIn(String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password", new GetByLabelOptions().setExact(true)).fill(password);
        page.keyboard().press("Enter");
    }
}
