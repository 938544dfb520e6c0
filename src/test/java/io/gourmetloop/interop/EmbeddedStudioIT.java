package io.gourmetloop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.LabelStudio;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code gourmetloop serve} with all that it has inside, and a real Label Studio that reaches into its S3 endpoint: set up by
 * the server, fed and read by its clock, as the README has it.
 */
@Tag("container")
class EmbeddedStudioIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String LABEL = "Beet salad";

    @TempDir
    Path folder;

    @Test
    void a_photo_comes_back_with_its_truth_by_itself() throws IOException {
        try (LabelStudio studio = LabelStudio.start();
                ServerProcess server = ServerProcess.start(
                        folder.resolve("data"), settings(studio, LabelStudio.freePort()), List.of())) {
            Browserless operator = new Browserless(server.address()).with("Authorization", "Bearer " + token());
            String photo = new Browserless(server.address())
                    .upload("/api/v1/predictions", "dish.jpg", Pictures.jpeg(7, 300, 200))
                    .json()
                    .getString("prediction_id");

            Eventually.holds(
                    "the task is there", LIMIT, () -> task(studio, photo).isPresent());
            JsonObject task = task(studio, photo).orElseThrow();
            String image = studio.get("/api/tasks/" + task.getLong("id"))
                    .getJsonObject("data")
                    .getString("image");
            assertThat(studio.call("GET", image.replace(studio.url().toString(), ""), null))
                    .as("the photo, out of the embedded store")
                    .contains("JFIF");
            studio.post("/api/tasks/" + task.getLong("id") + "/annotations/", StudioLoop.choice(LABEL));

            Eventually.holds(
                    "the truth is known",
                    LIMIT,
                    () -> LABEL.equals(
                            operator.get("/api/v1/predictions/" + photo).json().getString("human_label")));
        }
    }

    private static Map<String, String> settings(LabelStudio studio, int s3Port) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "GOURMETLOOP_EMBEDDED_HOST",
                "0.0.0.0",
                "GOURMETLOOP_EMBEDDED_S3_PORT",
                Integer.toString(s3Port),
                "GOURMETLOOP_SAMPLING_RANDOM_RATE",
                "1",
                "GOURMETLOOP_SCHEDULE_ANNOTATION_SYNC",
                "1s",
                "GOURMETLOOP_LABELING_ANNOTATOR",
                "label-studio",
                "GOURMETLOOP_LABEL_STUDIO_URL",
                studio.url().toString(),
                "GOURMETLOOP_LABEL_STUDIO_TOKEN",
                studio.token(),
                "GOURMETLOOP_LABEL_STUDIO_S3_ENDPOINT",
                studio.atTest(s3Port).toString()));
        settings.putAll(Map.of(
                "GOURMETLOOP_LABEL_STUDIO_SETUP", "2s",
                "GOURMETLOOP_LABEL_STUDIO_SYNC", "1s",
                "GOURMETLOOP_LABEL_STUDIO_RECONCILE", "1s"));
        return settings;
    }

    private String token() throws IOException {
        return Files.readString(folder.resolve("data/secrets/cli-token")).strip();
    }

    private static Optional<JsonObject> task(LabelStudio studio, String photo) {
        return studio.get("/api/projects?page_size=100").getJsonArray("results").stream()
                .map(project -> ((JsonObject) project).getLong("id"))
                .flatMap(id -> studio.get("/api/tasks?project=" + id).getJsonArray("tasks").stream()
                        .map(JsonObject.class::cast))
                .filter(task -> photo.equals(task.getJsonObject("data").getString("task_id")))
                .findFirst();
    }
}
