package io.gourmetloop.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.SharedData;
import io.gourmetloop.app.Terminal;
import io.gourmetloop.dashboards.Prometheus;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.Pictures;
import io.gourmetloop.testing.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration with a planted drift. */
class DemoDriftIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RunningApp app;

    @TempDir
    private Path home;

    private Terminal terminal;

    @BeforeEach
    void start() {
        terminal = new Terminal(Map.of(), home);
        app = RunningApp.start(Map.of(
                "GOURMETLOOP_SCHEDULE_CHECKS", "0",
                "GOURMETLOOP_CHECKS_ROBUSTNESS_PHOTOS", "10",
                "GOURMETLOOP_SAMPLING_RANDOM_RATE", "0.3"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void photos_that_grow_dark_are_found_and_the_report_can_be_had_as_a_file() throws IOException {
        for (String folder : List.of("apple_pie", "beet_salad")) {
            Path photos = Files.createDirectories(home.resolve("photos").resolve(folder));
            for (int i = 0; i < 40; i++) {
                Files.write(photos.resolve(i + ".jpg"), Pictures.jpeg(folder.hashCode() + i, 160, 120));
            }
        }

        assertThat(run("demo", "--photos", home.resolve("photos").toString(), "--drift", "Beet salad"))
                .isZero();
        assertThat(told()).containsPattern("fail +Picture properties +[A-Z].*median");
        assertThat(told()).containsPattern("Robustness +Under mild ");

        Path report = home.resolve("report.html");
        assertThat(run("checks", "--html", report.toString()))
                .as("a check failed")
                .isEqualTo(1);
        assertThat(report).content().contains("Picture properties", "data:image/jpeg;base64,");
    }

    @Test
    void the_class_whose_photos_are_under_exposed_is_named_and_whoever_is_on_duty_hears_of_it() {
        String photos = SharedData.require("data/dishes10/test").toString();
        try (Prometheus prometheus = Prometheus.scraping(List.of(app.managementAddress()))) {
            assertThat(run("demo", "--photos", photos, "--limit", "500", "--drift", "beet_salad"))
                    .as(told() + terminal.complained())
                    .isZero();

            assertThat(told())
                    .containsPattern("fail +Picture properties of a class +.* of photos answered Beet salad: median")
                    .containsPattern("(?s)before the photos changed.*truth.*since the photos changed.*truth")
                    .doesNotContain("provisional");
            Eventually.holds(
                    "the alert fires",
                    PATIENCE,
                    () -> prometheus.summaries("CheckFailed").contains("The check class_property_drift has failed"));
        }
    }

    private int run(String... arguments) {
        return terminal.run(Stream.concat(
                        Stream.of(arguments), Stream.of("--url", app.address().toString(), "--token", app.token()))
                .toArray(String[]::new));
    }

    private String told() {
        return terminal.told();
    }
}
