package io.gourmetloop.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.gourmetloop.testing.Pictures;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotatePageIT {
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
    void by_keys_alone_an_annotator_labels_all_tasks_and_blind_ones_come_first() {
        loop.fill(3, 3);
        int open = loop.progress().getInteger("open");
        Page page = visitors.comes(loop.app().address());
        AnnotatePage annotate = AnnotatePage.open(page, loop.app());

        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < open; i++) {
            kinds.add(annotate.kind());
            annotate.answer(i % 2 == 0 ? "3" : "a");
        }

        assertThat(annotate.heading("All done")).isVisible();
        assertThat(kinds).contains("Blind", "Guided").isSortedAccordingTo(Comparator.naturalOrder());
        loop.run("annotation-sync");
        assertThat(labeled()).isEqualTo(annotate.done());
    }

    @ParameterizedTest
    @CsvSource({"1, Apple pie", "a, Breakfast burrito", "s, Skipped", "f, Bad image", "c, Cannot tell"})
    void every_answer_can_be_taken_back(String key, String spoken) {
        loop.fill(1, 0);
        Page page = visitors.comes(loop.app().address());
        AnnotatePage annotate = AnnotatePage.open(page, loop.app());

        assertThat(annotate.photo()).isVisible();
        annotate.press(key);
        annotate.press("u");

        assertThat(page.getByText("Taken back: " + spoken + ".")).isVisible();
        assertThat(page.getByText("Your earlier answer: " + spoken)).isVisible();
        assertThat(annotate.photo()).isVisible();
    }

    @Test
    void a_blind_task_tells_nothing_of_what_the_model_thinks() {
        loop.fill(1, 0);
        Page page = visitors.comes(loop.app().address());
        AnnotatePage annotate = AnnotatePage.open(page, loop.app());

        assertThat(annotate.kind()).isEqualTo("Blind");
        assertThat(page.getByText("Prediction:")).hasCount(0);
        assertThat(page.locator(".suggested")).hasCount(0);
    }

    @Test
    void a_guided_task_shows_what_the_model_says_and_enter_agrees() {
        loop.fill(0, 1);
        Page page = visitors.comes(loop.app().address());
        AnnotatePage annotate = AnnotatePage.open(page, loop.app());

        annotate.skipBlind();
        assertThat(page.getByText("Prediction:")).isVisible();
        assertThat(page.locator(".suggested")).hasCount(1);
        String suggested = page.locator(".suggested > span").innerText();
        annotate.answer("Enter");
        annotate.press("u");

        assertThat(page.getByText("Taken back: " + suggested + ".")).isVisible();
    }

    @Test
    void after_a_reload_the_work_goes_on_where_it_was() {
        loop.fill(3, 0);
        Page page = visitors.comes(loop.app().address());
        AnnotatePage annotate = AnnotatePage.open(page, loop.app());
        annotate.answer("2");
        int done = annotate.done();
        String next = loop.tasks().get(0).getString("task_id");

        page.reload();

        assertThat(annotate.photo()).isVisible();
        assertThat(page.locator(".progress strong")).hasText(Integer.toString(done));
        assertThat(loop.tasks().get(0).getString("task_id")).isEqualTo(next);
    }

    private int labeled() {
        return loop.overview().getJsonArray("labels").stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("state").equals("LABELED"))
                .mapToInt(row -> row.getInteger("count"))
                .sum();
    }
}
