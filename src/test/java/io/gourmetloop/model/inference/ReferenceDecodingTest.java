package io.gourmetloop.model.inference;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.gourmetloop.SharedData;
import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.platform.config.InferenceConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

/**
 * The fast way from bytes to tensor (reduced decode, fixed point, table) against the plain one: all pixels decoded,
 * resized as Pillow's BILINEAR does, normalized by division.
 */
class ReferenceDecodingTest {
    private static final double LEAST_AGREEMENT = 0.995;

    @Test
    void the_fast_way_sees_the_same_class_as_a_full_decode_with_a_bilinear_resize() throws Exception {
        List<Path> photos = photos();
        Vertx vertx = Vertx.vertx();
        DjlClassifier classifier = new DjlClassifier(
                vertx, new InferenceConfig(2, 8, 50, InferenceConfig.Device.CPU), new SimpleMeterRegistry());
        // DJL first: it insists on making the environment
        classifier.activate(new ModelVersion(1), ShippedModelTest.folder()).await(60, SECONDS);
        ModelInput input = classifier.serving().orElseThrow().manifest().input();
        try (OrtSession session = OrtEnvironment.getEnvironment()
                .createSession(
                        ShippedModelTest.folder().resolve(ModelFolder.GRAPH).toString())) {
            int agreed = 0;
            for (Path photo : photos) {
                Classified answer = classify(classifier, Files.readAllBytes(photo));
                BufferedImage pixels = decoded(answer.photo().bytes());
                agreed += answer.index() == reference(session, input, pixels) ? 1 : 0;
            }
            assertThat(photos).hasSizeGreaterThan(200);
            assertThat(agreed / (double) photos.size()).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
        } finally {
            classifier.close().await(20, SECONDS);
            vertx.close().await(20, SECONDS);
        }
    }

    /** A quarter of the dishes, which are small, and all large ones: those are decoded at a fraction of their size. */
    private static List<Path> photos() {
        List<Path> small = SharedData.photos(SharedData.require("data/dishes10/test"));
        List<Path> large = SharedData.photos(SharedData.require("data/food11-samples"));
        return Stream.concat(IntStream.range(0, small.size() / 4).mapToObj(i -> small.get(4 * i)), large.stream())
                .toList();
    }

    private static Classified classify(DjlClassifier classifier, byte[] bytes) throws Exception {
        return classifier
                .classify(classifier.inspect(Content.of(bytes)), Deadline.after(Duration.ofSeconds(30)))
                .await(30, SECONDS);
    }

    /** By the decoder that Pillow has, too: others round the inverse DCT in other ways. */
    private static BufferedImage decoded(byte[] bytes) {
        return NativeMemory.freedAfter(() -> {
            Mat pixels = opencv_imgcodecs.imdecode(
                    new Mat(1, bytes.length, opencv_core.CV_8UC1, new BytePointer(bytes)),
                    opencv_imgcodecs.IMREAD_COLOR);
            BufferedImage image = new BufferedImage(pixels.cols(), pixels.rows(), BufferedImage.TYPE_3BYTE_BGR);
            pixels.data().get(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
            return image;
        });
    }

    private static int reference(OrtSession session, ModelInput input, BufferedImage pixels) throws OrtException {
        FloatBuffer tensor = FloatBuffer.wrap(PillowResize.tensor(pixels, input));
        long[] shape = {1, 3, input.size(), input.size()};
        try (OnnxTensor value = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor, shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), value))) {
            FloatBuffer logits = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
            int best = 0;
            for (int i = 1; i < logits.capacity(); i++) {
                best = logits.get(i) > logits.get(best) ? i : best;
            }
            return best;
        }
    }
}
