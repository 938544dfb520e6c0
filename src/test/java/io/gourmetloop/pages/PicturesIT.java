package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotType;
import io.gourmetloop.SharedData;
import io.gourmetloop.testing.Dishes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Makes the pictures of the README anew, when the property {@code pictures.to} names their folder. */
@EnabledIfSystemProperty(named = "pictures.to", matches = ".+", disabledReason = "no folder for pictures is given")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturesIT {
    private static final int PHOTOS = 400;
    private static final int QUALITY = 90;
    private static final double OBJECTS = 0.3;

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Map<String, String> truths = new HashMap<>();
    private final Random chance = new Random(7);
    private Loop loop;

    /** The console shows none of the photos themselves, so it may tell of real ones. */
    @BeforeAll
    void aDayInProduction() throws IOException {
        loop = new Loop(Dishes::jpeg, Map.of());
        List<Path> photos = new ArrayList<>(SharedData.photos(SharedData.require("data/dishes10/test")));
        Collections.shuffle(photos, chance);
        for (Path photo : photos.subList(0, PHOTOS)) {
            send(photo);
        }
        for (List<JsonObject> tasks = loop.tasks(); !tasks.isEmpty(); tasks = loop.tasks()) {
            tasks.forEach(task -> loop.annotate(
                    task.getString("task_id"), Objects.requireNonNull(truths.get(task.getString("task_id")))));
        }
        loop.run("annotation-sync");
        loop.run("estimates");
        loop.fill(2, 2);
    }

    private void send(Path photo) throws IOException {
        JsonObject prediction = loop.send(Files.readAllBytes(photo));
        String folder = photo.getParent().getFileName().toString();
        String truth = folder.substring(0, 1).toUpperCase(Locale.ROOT)
                + folder.substring(1).replace('_', ' ');
        truths.put(prediction.getString("prediction_id"), truth);
        if (!truth.equals(prediction.getString("prediction")) && chance.nextDouble() < OBJECTS) {
            loop.object(prediction.getString("prediction_id"));
        }
    }

    @AfterAll
    void stop() {
        loop.close();
    }

    @Test
    void of_the_upload_page() {
        Page page = visitors.comes(loop.app().address(), 1180, 900, ColorScheme.LIGHT);
        UploadPage upload = UploadPage.open(page);
        upload.choose(LongStream.of(17, 4, 2).mapToObj(PicturesIT::dish).toArray(FilePayload[]::new));
        assertThat(upload.answers()).hasCount(3);
        Locator beets = upload.card("dish-17.jpg");
        beets.getByText("Right").click();
        assertThat(beets).containsText("You said: right");

        page.mouse().move(0, 0);
        keep(page, "upload.jpg", true);
    }

    @Test
    void of_the_annotator() {
        Page page = visitors.comes(loop.app().address(), 1180, 800, ColorScheme.LIGHT);
        AnnotatePage annotate = AnnotatePage.open(page, loop.app());
        assertThat(annotate.photo()).isVisible();

        keep(page, "annotator.jpg", false);
    }

    @Test
    void of_the_console() {
        Page page = visitors.comes(loop.app().address(), 1180, 900, ColorScheme.LIGHT);
        LoginPage.pass(page, loop.app(), "/console");
        assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Predictions per hour"))
                        .locator("svg"))
                .isVisible();

        keep(page, "console.png", true);
    }

    private static FilePayload dish(long seed) {
        return new FilePayload("dish-" + seed + ".jpg", "image/jpeg", Dishes.jpeg(seed));
    }

    private static void keep(Page page, String name, boolean whole) {
        Page.ScreenshotOptions options = new Page.ScreenshotOptions()
                .setFullPage(whole)
                .setPath(Path.of(System.getProperty("pictures.to"), name));
        if (name.endsWith(".jpg")) {
            options.setType(ScreenshotType.JPEG).setQuality(QUALITY);
        }
        var unused = page.screenshot(options);
    }
}
