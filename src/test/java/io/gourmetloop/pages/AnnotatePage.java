package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByAltTextOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.gourmetloop.testing.RunningApp;

/** The page of annotators, by keyboard. */
final class AnnotatePage {
    private final Page page;

    private AnnotatePage(Page page) {
        this.page = page;
    }

    static AnnotatePage open(Page page, RunningApp app) {
        LoginPage.pass(page, app, "/annotate");
        return new AnnotatePage(page);
    }

    Locator photo() {
        return page.getByAltText("The photo to label", new GetByAltTextOptions().setExact(true));
    }

    /** "Blind" or "Guided", of the photo in sight. */
    String kind() {
        assertThat(photo()).isVisible();
        return page.locator(".guidance-kind .tag").innerText();
    }

    /** Answers the photo in sight by a key, and waits until the answer is kept. */
    void answer(String key) {
        assertThat(photo()).isVisible();
        int before = done();
        press(key);
        assertThat(page.locator(".progress strong")).hasText(Integer.toString(before + 1));
        assertThat(page.locator(".saving .spinner")).hasCount(0);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** Answers of this day. */
    int done() {
        return Integer.parseInt(page.locator(".progress strong").innerText());
    }

    void skipBlind() {
        while (kind().equals("Blind")) {
            answer("1");
        }
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name));
    }
}
