package io.gourmetloop.model.inference;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.SharedData;
import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.platform.config.InferenceConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The model that comes with the product, on its own test photos. */
class ShippedModelTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final DjlClassifier CLASSIFIER = new DjlClassifier(
            VERTX, new InferenceConfig(2, 8, 50, InferenceConfig.Device.CPU), new SimpleMeterRegistry());

    @BeforeAll
    static void activate() throws Exception {
        CLASSIFIER.activate(new ModelVersion(1), folder()).await(60, SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        CLASSIFIER.close().await(20, SECONDS);
        VERTX.close().await(20, SECONDS);
    }

    @Test
    void it_knows_ten_dishes_and_gives_embeddings() throws Exception {
        ServedModel served = CLASSIFIER.serving().orElseThrow();
        Classified answer = classify(Pictures.jpeg(Pictures.noise(400, 300, 1)));

        assertThat(served.manifest().labels().size()).isEqualTo(10);
        assertThat(served.manifest().backbone()).isPresent();
        assertThat(answer.probabilities().size()).isEqualTo(10);
        assertThat(answer.embedding()).hasValueSatisfying(embedding -> {
            assertThat(embedding.size()).isEqualTo(1280);
            assertThat(norm(embedding)).isCloseTo(1, within(1e-5));
        });
    }

    @Test
    void it_is_as_accurate_as_its_manifest_says() throws Exception {
        List<Path> photos = SharedData.photos(SharedData.require("data/dishes10/test"));
        int right = 0;
        for (Path photo : photos) {
            Classified answer = classify(Files.readAllBytes(photo));
            String predicted =
                    answer.prediction().text().toLowerCase(Locale.ROOT).replace(' ', '_');
            right += predicted.equals(Objects.requireNonNull(photo.getParent())
                            .getFileName()
                            .toString())
                    ? 1
                    : 0;
        }
        assertThat(photos).hasSize(750);
        assertThat(right / 750.0).isCloseTo(0.825, within(0.005));
    }

    /** It would send what it sees to its maker otherwise, from the first photo on. */
    @Test
    void the_runtime_below_it_has_nobody_to_report_to() throws IOException {
        String library = "/ai/onnxruntime/native/linux-x64/libonnxruntime.so";
        try (InputStream in = Objects.requireNonNull(ShippedModelTest.class.getResourceAsStream(library))) {
            String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(content.contains("events.data.microsoft.com")).isFalse();
            assertThat(content.contains("OneCollector")).isFalse();
        }
    }

    static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ShippedModelTest.class.getResource("/models/dishes10"))
                .toURI());
    }

    private static Classified classify(byte[] bytes) throws Exception {
        return CLASSIFIER
                .classify(CLASSIFIER.inspect(Content.of(bytes)), Deadline.after(Duration.ofSeconds(30)))
                .await(30, SECONDS);
    }

    private static double norm(Embedding embedding) {
        double squares = 0;
        for (float value : embedding.toArray()) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
