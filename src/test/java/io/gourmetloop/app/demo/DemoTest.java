package io.gourmetloop.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.app.Terminal;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @Test
    void a_server_with_tasks_of_somebody_else_gets_no_photo(@TempDir Path home) throws IOException {
        Path photos = home.resolve("photos");
        Files.write(Files.createDirectories(photos.resolve("apple_pie")).resolve("1.jpg"), Pictures.jpeg(1, 160, 120));
        try (RunningApp app = RunningApp.start(Map.of("GOURMETLOOP_SAMPLING_RANDOM_RATE", "1"))) {
            var unused =
                    new Browserless(app.address()).upload("/api/v1/predictions", "a.jpg", Pictures.jpeg(2, 160, 120));
            Browserless admin = app.admin();
            Eventually.holds("its task is open", Duration.ofSeconds(30), () -> queue(admin) == 1);

            Terminal terminal = new Terminal(Map.of(), home);
            int status = terminal.run(
                    "demo",
                    "--photos",
                    photos.toString(),
                    "--url",
                    app.address().toString(),
                    "--token",
                    app.token());

            assertThat(status).isEqualTo(1);
            assertThat(terminal.complained())
                    .contains("Tasks of other photos are in the queue, 1 of them", "/annotate", "--data");
            assertThat(admin.get("/api/v1/predictions").json().getJsonArray("predictions"))
                    .hasSize(1);
        }
    }

    private static int queue(Browserless admin) {
        JsonArray tasks = admin.get("/api/v1/annotator/tasks").json().getJsonArray("tasks");
        return tasks.size();
    }
}
