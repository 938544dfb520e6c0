package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.gourmetloop.testing.Pictures;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of end users, as they find their way on it. */
final class UploadPage {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private final Page page;

    private UploadPage(Page page) {
        this.page = page;
    }

    static UploadPage open(Page page) {
        page.navigate("/");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("What is in the picture?")))
                .isVisible();
        return new UploadPage(page);
    }

    static FilePayload photo(long seed) {
        return new FilePayload("dish-" + seed + ".jpg", "image/jpeg", Pictures.jpeg(seed, WIDTH, HEIGHT));
    }

    static FilePayload[] photos(int firstSeed, int count) {
        return IntStream.range(firstSeed, firstSeed + count)
                .mapToObj(UploadPage::photo)
                .toArray(FilePayload[]::new);
    }

    /** Through the dialog that the button opens. */
    void choose(FilePayload... files) {
        page.waitForFileChooser(() -> page.getByText("Choose photos").click()).setFiles(files);
    }

    /** Chooses one photo and waits for its answer. */
    @CanIgnoreReturnValue
    Locator answered(long seed) {
        choose(photo(seed));
        Locator card = card("dish-" + seed + ".jpg");
        assertThat(card.getByRole(AriaRole.HEADING)).isVisible();
        return card;
    }

    Locator card(String fileName) {
        return page.getByRole(AriaRole.LISTITEM, new GetByRoleOptions().setName(fileName));
    }

    /** Answers of this visit. */
    Locator answers() {
        return section("This visit").getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(3));
    }

    Locator history() {
        return section("Your earlier photos").getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setLevel(3));
    }

    Locator section(String name) {
        return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName(name));
    }

    /** A DataTransfer of the page that holds a file, as a drag or the clipboard would. */
    JSHandle transfer(FilePayload file) {
        return page.evaluateHandle(
                """
                ([name, type, base64]) => {
                  const transfer = new DataTransfer();
                  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
                  transfer.items.add(new File([bytes], name, { type }));
                  return transfer;
                }""", List.of(file.name, file.mimeType, Base64.getEncoder().encodeToString(file.buffer)));
    }

    void drag(String event, JSHandle transfer) {
        page.dispatchEvent("body", event, Map.of("dataTransfer", transfer));
    }

    /** The newest prediction of this session, as the server has it. */
    JsonObject latest() {
        return new JsonObject(page.request().get("/api/v1/predictions?limit=1").text())
                .getJsonArray("predictions")
                .getJsonObject(0);
    }
}
