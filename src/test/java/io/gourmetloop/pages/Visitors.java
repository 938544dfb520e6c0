package io.gourmetloop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * People with a browser each. When the test ends it is checked that no page complained and that none asked another host for
 * anything; of a test that failed, {@code target/pages} keeps what was to be seen.
 */
final class Visitors implements BeforeEachCallback, AfterEachCallback {
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    /** One with a wide screen and light colors. */
    Page comes(URI site) {
        return comes(site, 1280, 900, ColorScheme.LIGHT);
    }

    Page comes(URI site, int width, int height, ColorScheme scheme) {
        BrowserContext context = Chromium.get()
                .newContext(new NewContextOptions()
                        .setBaseURL(site.toString())
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout((double) Chromium.PATIENCE.toMillis());
        context.onRequest(request -> {
            if (!request.url().startsWith(site + "/") && !request.url().startsWith("blob:")) {
                complaints.add("asked for " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        contexts.add(context);
        return context.newPage();
    }

    /** The browser tells of every refusal; those with this status are what the test is about. */
    void expectRefusals(int status) {
        refusals.add("status of " + status);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        var unused = Chromium.get();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            keepPictures(test.getDisplayName());
        }
        contexts.forEach(BrowserContext::close);
        assertThat(complaints.stream().filter(complaint -> refusals.stream().noneMatch(complaint::contains)))
                .as("what pages complained of, or asked of other hosts")
                .isEmpty();
    }

    private void keepPictures(String test) {
        String name = test.replaceAll("\\W+", "_");
        List<Page> pages =
                contexts.stream().flatMap(context -> context.pages().stream()).toList();
        for (int i = 0; i < pages.size(); i++) {
            pages.get(i)
                    .screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("target", "pages", name + "_" + i + ".png")));
        }
    }
}
