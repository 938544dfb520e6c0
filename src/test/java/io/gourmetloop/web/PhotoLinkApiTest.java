package io.gourmetloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.LabelStudio;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tasks that name their photos by signed links. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhotoLinkApiTest {
    private RunningApp app;
    private Browserless page;

    @BeforeAll
    void start() {
        int port = LabelStudio.freePort();
        app = RunningApp.start(Map.of(
                "GOURMETLOOP_HTTP_PORT",
                Integer.toString(port),
                "GOURMETLOOP_HTTP_PUBLIC_URL",
                "http://127.0.0.1:" + port,
                "GOURMETLOOP_LABEL_STUDIO_PHOTO_LINKS",
                "signed",
                "GOURMETLOOP_SAMPLING_RANDOM_RATE",
                "1"));
        page = new Browserless(app.address()).with("Origin", "http://studio.example.org");
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void the_link_in_a_task_opens_its_photo_to_pages_of_any_origin_while_the_task_is_open() {
        String task = task(1);
        String link = link(task);

        Answer photo = page.get(link);
        assertThat(photo.status()).as(photo.body()).isEqualTo(200);
        assertThat(photo.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(photo.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(photo.response().body())
                .isEqualTo(app.traces().object(Bucket.LABELSTUDIO, "photos/" + task + ".jpg"));
        assertThat(app.admin().get("/api/v1/annotator/tasks/" + task + "/photo").status())
                .as("the built-in annotator understands the link, too")
                .isEqualTo(200);

        var unused = app.traces()
                .texts("update tasks set state = 'closed', closed_at = now() where id = '" + task + "' returning 'x'");
        ProblemAssert.that(page.get(link), 404, "NOT_FOUND");
    }

    @Test
    void a_signature_opens_nothing_but_its_photo() {
        String link = link(task(2));
        String other = link(task(3));
        String signature = link.substring(link.indexOf('?'));

        ProblemAssert.that(page.get(link + "x"), 403, "FORBIDDEN");
        ProblemAssert.that(page.get(other.substring(0, other.indexOf('?')) + signature), 403, "FORBIDDEN");
        ProblemAssert.that(page.get(link.substring(0, link.indexOf('?'))), 400, "INVALID_REQUEST");
    }

    @Test
    void where_tasks_name_the_bucket_there_are_no_links() {
        String path = "/api/v1/label-studio/photos/01990000-0000-7000-8000-000000000001.jpg?signature=any";

        ProblemAssert.that(new Browserless(RunningApp.shared().address()).get(path), 404, "NOT_FOUND");
    }

    /** The task of a new photo, once annotators have it. */
    private String task(long seed) {
        String id = new Browserless(app.address())
                .upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(seed, 300, 200))
                .json()
                .getString("prediction_id");
        Eventually.holds(
                "the task is delivered",
                Duration.ofMinutes(1),
                () -> app.traces().count("tasks where id = '" + id + "'") == 1);
        return id;
    }

    /** Path and query of the link in the task's file. */
    private String link(String task) {
        byte[] file = app.traces().object(Bucket.LABELSTUDIO, "tasks/random/" + task + ".json");
        String image = new JsonObject(new String(file, StandardCharsets.UTF_8))
                .getJsonObject("data")
                .getString("image");
        assertThat(image).startsWith(app.address() + "/api/v1/label-studio/photos/" + task + ".jpg?signature=");
        return image.substring(app.address().toString().length());
    }
}
