package io.gourmetloop.model.inference;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.platform.config.InferenceConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DjlClassifierTest {
    private static final ModelVersion V1 = new ModelVersion(1);
    private static final ModelVersion V2 = new ModelVersion(2);
    private static final int THREADS = 2;
    private static final int WAITING = 3;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private DjlClassifier classifier;

    @BeforeEach
    void start() {
        classifier =
                new DjlClassifier(vertx, new InferenceConfig(THREADS, WAITING, 50, InferenceConfig.Device.CPU), meters);
    }

    @AfterEach
    void stop() throws Exception {
        classifier.close().await(20, SECONDS);
        vertx.close().await(20, SECONDS);
    }

    @ParameterizedTest
    @EnumSource(PhotoFormat.class)
    void a_photo_gets_its_class_whatever_its_format(PhotoFormat format) throws Exception {
        activate(V1, tiny("colors", "Red", "Green", "Blue"));

        Classified green = classify(Pictures.of(format, Pictures.solid(60, 40, Color.GREEN)));

        assertThat(green.prediction()).isEqualTo(new Label("Green"));
        assertThat(green.index()).isEqualTo(1);
        assertThat(green.version()).isEqualTo(V1);
        assertThat(green.confidence().value()).isGreaterThan(0.99).isEqualTo(max(green.probabilities()));
        assertThat(green.photo().format()).isEqualTo(format);
        assertThat(green.embedding())
                .hasValueSatisfying(embedding -> assertThat(embedding.at(1)).isCloseTo(1, within(0.05f)));
    }

    @Test
    void a_photo_on_its_side_and_its_stored_form_get_the_same_answer() throws Exception {
        activate(V1, tiny("colors", "Red", "Green", "Blue"));
        byte[] sideways =
                Pictures.withSegments(Pictures.jpeg(Pictures.noise(300, 200, 9)), Pictures.exifSegment(6, true));

        Classified first = classify(sideways);
        Classified again = classify(first.photo().bytes());

        assertThat(first.photo().width()).isEqualTo(200);
        assertThat(again.photo().sha256()).isEqualTo(first.photo().sha256());
        assertThat(again.probabilities().toArray())
                .isEqualTo(first.probabilities().toArray());
    }

    @Test
    void a_graph_without_embeddings_serves_all_the_same() throws Exception {
        activate(V1, TinyGraph.folder(folder, "plain", 24, false, "Red", "Green", "Blue"));

        Classified blue = classify(Pictures.png(Pictures.solid(60, 40, Color.BLUE)));

        assertThat(blue.prediction()).isEqualTo(new Label("Blue"));
        assertThat(blue.embedding()).isEmpty();
    }

    @Test
    void a_device_that_is_not_there_is_refused_with_the_remedy() throws Exception {
        DjlClassifier onGpu = new DjlClassifier(
                vertx, new InferenceConfig(THREADS, WAITING, 50, InferenceConfig.Device.CUDA), meters);

        Future<Void> activated = onGpu.activate(V1, tiny("colors", "Red", "Green", "Blue"));

        assertThatThrownBy(() -> activated.await(30, SECONDS))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("No model can be served by inference.device cuda")
                .hasMessageContaining("or inference.device cpu");
        onGpu.close().await(20, SECONDS);
    }

    @Test
    void without_a_model_nothing_is_answered() {
        assertThat(classifier.serving()).isEmpty();
        assertRefused(ErrorCode.NO_MODEL, classifier.classify(photo(), soon()));
    }

    @Test
    void a_full_queue_asks_the_caller_to_come_back() throws Exception {
        activate(V1, tiny("colors", "Red", "Green", "Blue"));
        int most = THREADS + WAITING;
        Photo photo = classifier.inspect(Content.of(Pictures.png(Pictures.solid(2_000, 1_500, Color.RED))));

        List<Future<Classified>> answers = new ArrayList<>();
        for (int i = 0; i < 3 * most; i++) {
            answers.add(classifier.classify(photo, soon()));
        }
        Future.join(answers).otherwiseEmpty().await(60, SECONDS);

        List<Future<Classified>> refused =
                answers.stream().filter(Future::failed).toList();
        assertThat(refused).hasSizeBetween(1, 2 * most);
        assertThat(answers.subList(0, most)).allMatch(Future::succeeded);
        assertThat(refused).allSatisfy(answer -> {
            assertRefused(ErrorCode.QUEUE_FULL, answer);
            assertThat(((Failure) answer.cause()).retryAfter()).isPresent();
        });
        assertThat(meters.counter("gourmetloop.inference.rejected").count()).isEqualTo(refused.size());
        assertThat(meters.get("gourmetloop.inference.waiting").gauge().value()).isZero();
        assertThat(meters.get("gourmetloop.inference.run").timer().count()).isEqualTo(answers.size() - refused.size());
    }

    @Test
    void nobody_works_for_a_caller_who_is_gone() throws Exception {
        activate(V1, tiny("colors", "Red", "Green", "Blue"));
        assertRefused(ErrorCode.DEADLINE_EXCEEDED, classifier.classify(photo(), Deadline.after(Duration.ZERO)));
        assertThat(meters.get("gourmetloop.inference.run").timer().count()).isZero();
    }

    @Test
    void an_unreadable_photo_fails_alone() throws Exception {
        activate(V1, tiny("colors", "Red", "Green", "Blue"));
        byte[] noise = Pictures.jpeg(Pictures.noise(100, 100, 1));
        Photo cut = classifier.inspect(Content.of(Arrays.copyOf(noise, noise.length / 2)));

        assertRefused(ErrorCode.IMAGE_UNREADABLE, classifier.classify(cut, soon()));
        assertThat(classify(noise).photo().width()).isEqualTo(100);
    }

    @Test
    void models_are_exchanged_under_load_without_a_failed_request() throws Exception {
        List<Path> models = List.of(
                tiny("first", "Red", "Green", "Blue"), TinyGraph.folder(folder, "second", 48, true, "R", "G", "B"));
        activate(V1, models.get(0));

        Future<List<Classified>> load = classifyInTurn(600, new ArrayList<>());
        for (int i = 0; i < 20; i++) {
            activate(i % 2 == 0 ? V2 : V1, models.get((i + 1) % 2));
        }
        List<Classified> answers = load.await(60, SECONDS);

        Set<String> pairs = answers.stream()
                .map(answer -> answer.version() + " " + answer.prediction())
                .collect(Collectors.toSet());
        assertThat(answers).hasSize(600);
        assertThat(pairs).isSubsetOf("v1 Red", "v2 R").hasSize(2);
    }

    @Test
    void a_model_that_is_not_what_its_manifest_says_changes_nothing() throws Exception {
        activate(V1, tiny("good", "Red", "Green", "Blue"));
        Path twoLabels = tiny("two-labels", "Red", "Green");
        Path otherGraph = tiny("other-graph", "Red", "Green", "Blue");
        Files.write(otherGraph.resolve("model.onnx"), TinyGraph.model(false));
        Path noGraph = withGraph("no-graph", Pictures.latin("this is no graph"));
        Path noManifest = tiny("no-manifest", "Red", "Green", "Blue");
        Files.delete(noManifest.resolve("model.json"));

        assertInvalid(twoLabels, "3 logits for 2 labels", "List one label for each output");
        assertInvalid(otherGraph, "digest", "Copy the folder again");
        assertInvalid(noGraph, "ONNX Runtime refuses its graph");
        // the arc cosine of 0 is a number, that of a photo's mean colors is none
        assertInvalid(withGraph("no-number", TinyGraph.model("Acos", true)), "fails on a picture", "no number");
        assertInvalid(noManifest, "model.json cannot be read");
        assertInvalid(folder.resolve("nowhere"), "cannot be read");

        assertThat(classifier.serving().map(ServedModel::version)).contains(V1);
        assertThat(classify(Pictures.png(Pictures.solid(60, 40, Color.RED))).prediction())
                .isEqualTo(new Label("Red"));
    }

    @Test
    void a_manifest_with_a_wrong_field_names_it() throws IOException {
        Path model = tiny("fields", "Red", "Green", "Blue");
        JsonObject manifest = new JsonObject(Files.readString(model.resolve("model.json")));

        assertInvalid(with(model, manifest.copy().put("labels", "Red")), "labels has the wrong type");
        assertInvalid(with(model, manifest.copy().put("temperature", 0)), "temperature must be positive");
        assertInvalid(with(model, without(manifest, "name")), "name is missing");
        assertInvalid(with(model, manifest.copy().put("input", input(manifest).put("crop", "top"))), "input.crop");
        assertInvalid(
                with(model, manifest.copy().put("input", input(manifest).put("std", new JsonArray(List.of(1, 1))))),
                "input.std must have three numbers");
        assertInvalid(with(model, manifest.copy().put("input", input(manifest).put("size", 0))), "input.size");
    }

    /** One after the other on a context, as a client would: the next photo when the last is answered. */
    private Future<List<Classified>> classifyInTurn(int left, List<Classified> answers) {
        if (left == 0) {
            return Future.succeededFuture(answers);
        }
        return classifier.classify(photo(), soon()).compose(answer -> {
            answers.add(answer);
            return classifyInTurn(left - 1, answers);
        });
    }

    private void activate(ModelVersion version, Path model) throws Exception {
        classifier.activate(version, model).await(30, SECONDS);
        assertThat(classifier.serving().map(ServedModel::version)).contains(version);
    }

    private Classified classify(byte[] bytes) throws Exception {
        return classifier
                .classify(classifier.inspect(Content.of(bytes)), soon())
                .await(30, SECONDS);
    }

    private Path tiny(String name, String... labels) {
        return TinyGraph.folder(folder, name, 32, true, labels);
    }

    private Path withGraph(String name, byte[] graph) throws IOException {
        Path model = tiny(name, "Red", "Green", "Blue");
        JsonObject manifest = new JsonObject(Files.readString(model.resolve("model.json")));
        manifest.put("sha256", io.gourmetloop.domain.Sha256.of(graph).hex());
        return TinyGraph.write(model, manifest, graph);
    }

    private static Path with(Path model, JsonObject manifest) throws IOException {
        Files.writeString(model.resolve("model.json"), manifest.encode());
        return model;
    }

    private static JsonObject without(JsonObject manifest, String field) {
        JsonObject copy = manifest.copy();
        copy.remove(field);
        return copy;
    }

    private static JsonObject input(JsonObject manifest) {
        return manifest.copy().getJsonObject("input");
    }

    private Photo photo() {
        return classifier.inspect(Content.of(Pictures.png(Pictures.solid(60, 40, Color.RED))));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }

    private static double max(Probabilities probabilities) {
        return Arrays.stream(probabilities.toArray()).max().orElseThrow();
    }

    private void assertInvalid(Path model, String... words) {
        assertThatThrownBy(() -> classifier.activate(V2, model).await(30, SECONDS))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContainingAll(words);
    }

    private static void assertRefused(ErrorCode code, Future<Classified> answer) {
        assertThatThrownBy(() -> answer.await(30, SECONDS))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
