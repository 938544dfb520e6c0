package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.gourmetloop.testing.RunningApp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The page that asks who is there. */
public final class LoginPage {
    private static final Map<URI, List<Cookie>> SESSIONS = new ConcurrentHashMap<>();

    private final Page page;

    /** Of a page that shows it. */
    LoginPage(Page page) {
        this.page = page;
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Log in")))
                .isVisible();
    }

    /**
     * Goes to a page of the console or the annotator as the administrator: by way of the login the first time, with the
     * session of that in browsers that come later.
     */
    public static void pass(Page page, RunningApp app, String path) {
        List<Cookie> session = SESSIONS.get(app.address());
        if (session == null) {
            page.navigate(path);
            new LoginPage(page).logIn("admin", app.adminPassword());
            assertThat(page).hasURL(app.address() + path);
            SESSIONS.put(app.address(), page.context().cookies());
        } else {
            page.context().addCookies(session);
            page.navigate(path);
        }
    }

    void logIn(String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password", new GetByLabelOptions().setExact(true)).fill(password);
        page.keyboard().press("Enter");
    }
}
