package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gourmetloop.testing.RunningApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageIT {
    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final RunningApp app = RunningApp.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/annotate"})
    void who_is_not_logged_in_is_asked_and_then_led_on(String path) {
        Page page = visitors.comes(app.address());

        page.navigate(path);
        assertThat(page).hasURL(app.address() + "/login?next=" + path.replace("/", "%2F"));
        new LoginPage(page).logIn("admin", app.adminPassword());

        assertThat(page).hasURL(app.address() + path);
        assertThat(page.locator(".who")).containsText("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"})
    void a_login_leads_nowhere_else_than_to_our_own_pages(String foreign) {
        Page page = visitors.comes(app.address());

        page.navigate("/login");
        page.evaluate("next => history.replaceState(null, '', '/login?next=' + encodeURIComponent(next))", foreign);
        page.reload();
        new LoginPage(page).logIn("admin", app.adminPassword());

        assertThat(page).hasURL(app.address() + "/");
    }

    @Test
    void a_wrong_password_is_told_and_may_be_typed_again() {
        visitors.expectRefusals(401);
        Page page = visitors.comes(app.address());
        page.navigate("/login?next=%2Fconsole");
        LoginPage login = new LoginPage(page);

        login.logIn("admin", "a guess");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The name or the password is wrong");
        assertThat(page.getByLabel("Password")).isFocused();
        login.logIn("admin", app.adminPassword());

        assertThat(page).hasURL(app.address() + "/console");
    }

    @Test
    void after_a_logout_the_pages_ask_again() {
        Page page = visitors.comes(app.address());
        LoginPage.pass(page, app, "/console");

        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Log out"))
                .click();
        assertThat(page).hasURL(app.address() + "/");
        page.navigate("/console");

        assertThat(page).hasURL(app.address() + "/login?next=%2Fconsole");
    }
}
