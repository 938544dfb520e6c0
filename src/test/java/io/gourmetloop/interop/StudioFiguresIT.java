package io.gourmetloop.interop;

import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.testing.Await;
import io.gourmetloop.testing.Browserless;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.LabelStudio;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures the exchange with a real Label Studio and prints the figures; it asserts nothing about them. Runs where the
 * property {@code studio.figures} names the numbers of imported tasks to measure at, such as {@code 10,1000,10000}.
 */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIfSystemProperty(named = "studio.figures", matches = "[0-9,]+", disabledReason = "no figures are asked for")
class StudioFiguresIT {
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final int REPEATS = 20;
    private static final int SAMPLES = 20;
    private static final int AT_ONCE = 32;
    private static final String SECRET = "a secret of this test";

    /** Tasks that are open on both sides, so that whatever looks at open tasks has them all to look at. */
    private static final String PLANT = """
            with p as (
                insert into predictions (id, created_at, session_id, model_version, label, label_index, confidence,
                    probabilities, entropy, margin, role, photo_key, photo_format, photo_sha256, photo_width, photo_height)
                select gen_random_uuid(), now(), 'figures', 1, 'x', 0, 0.5, '{1}', 0, 0, 'EVAL', 'x', 'JPEG', '\\x00', 1, 1
                from generate_series(1, %d)
                returning id
            ), l as (
                insert into sampling_ledger (prediction_id, stream, probability, coin, chosen, task_purpose, policy, salt_id,
                    model_version, decided_at)
                select id, 'random', 1, 0, true, 'evaluation', 'figures', (select min(id) from sampling_salts), 1, now()
                from p
            ), t as (
                insert into tasks (id, stream, purpose, arrived_at, delivered_at, task_key, photo_key)
                select id, 'random', 'evaluation', now(), now(), 'tasks/random/' || id || '.json', 'photos/' || id || '.jpg'
                from p
            )
            select id::text from p
            """;

    private LabelStudio studio;

    @BeforeAll
    void start() {
        studio = LabelStudio.start();
    }

    @AfterAll
    void stop() {
        if (studio != null) {
            studio.close();
        }
    }

    @Test
    @Order(2)
    void what_a_sync_costs_with_so_many_tasks_imported() {
        try (StudioLoop loop = StudioLoop.start(studio, Map.of())) {
            loop.run("label-studio-setup");
            int there = 0;
            for (String number : System.getProperty("studio.figures").split(",", -1)) {
                int wanted = Integer.parseInt(number);
                plant(loop, wanted - there);
                double imported = seconds(() -> importAll(loop));
                double read = seconds(() -> loop.attempt("label-studio-reconciliation"));
                print(
                        "%d tasks more imported in %.1f s, read once by the reconciliation in %.1f s",
                        wanted - there, imported, read);
                there = wanted;
                for (String job : List.of("source-sync", "label-studio-reconciliation", "annotation-sync")) {
                    print("%s with %d tasks imported and nothing new: %s", job, there, idle(loop, job));
                }
            }
        }
    }

    private static void plant(StudioLoop loop, int number) {
        Collection<String> ids = loop.app.traces().texts(PLANT.formatted(number));
        List<Future<Void>> writes = new ArrayList<>();
        for (String id : ids) {
            writes.add(loop.store.put(
                    Bucket.LABELSTUDIO, ObjectKey.of("tasks/random/" + id + ".json"), task(id), "application/json"));
            if (writes.size() == AT_ONCE) {
                Await.await(Future.join(writes));
                writes.clear();
            }
        }
        Await.await(Future.join(writes));
    }

    private static Buffer task(String id) {
        return new JsonObject()
                .put(
                        "data",
                        new JsonObject()
                                .put("image", "s3://nowhere/" + id + ".jpg")
                                .put("task_id", id)
                                .put("prediction_id", id)
                                .put("stream", "random")
                                .put("purpose", "evaluation")
                                .put("timestamp", "2026-11-20T16:31:00Z")
                                .put("model_version", "v1"))
                .toBuffer();
    }

    private static JsonObject importAll(StudioLoop loop) {
        Eventually.holds(
                "all are imported",
                LONG,
                () -> loop.attempt("source-sync").getString("result").endsWith(", 0 waiting"));
        return new JsonObject();
    }

    /** As the history of jobs has it. */
    private static String idle(StudioLoop loop, String job) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            loop.run(job);
            seconds.add(Double.parseDouble(loop.app
                    .traces()
                    .texts("select extract(epoch from finished_at - started_at)::text from job_runs where job = '" + job
                            + "' order by id desc limit 1")
                    .iterator()
                    .next()));
        }
        return quantiles(seconds);
    }

    @Test
    @Order(1)
    void how_long_an_annotation_takes_to_become_truth_with_webhooks() {
        int port = LabelStudio.freePort();
        Map<String, String> announced = Map.of(
                "GOURMETLOOP_HTTP_HOST",
                "0.0.0.0",
                "GOURMETLOOP_HTTP_PORT",
                Integer.toString(port),
                "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_URL",
                studio.atTest(port).toString(),
                "GOURMETLOOP_LABEL_STUDIO_WEBHOOK_SECRET",
                SECRET);
        try (StudioLoop loop = StudioLoop.start(studio, announced)) {
            loop.run("label-studio-setup");
            print("with webhooks, no job running: %s", quantiles(truths(loop, Duration.ZERO)));
            print("a webhook is answered in %s", quantiles(answers(loop)));
        }
    }

    @Test
    @Order(3)
    void how_long_an_annotation_takes_to_become_truth_without() {
        withoutWebhooks("reconciliation every 60 s alone", "60s", "0");
        withoutWebhooks("reconciliation every 60 s, files read every 30 s (the defaults)", "60s", "30s");
    }

    private void withoutWebhooks(String what, String reconcile, String files) {
        Map<String, String> asked =
                Map.of("GOURMETLOOP_LABEL_STUDIO_RECONCILE", reconcile, "GOURMETLOOP_SCHEDULE_ANNOTATION_SYNC", files);
        try (StudioLoop loop = StudioLoop.start(studio, asked)) {
            loop.run("label-studio-setup");
            print("without webhooks, %s: %s", what, quantiles(truths(loop, Duration.ofSeconds(6))));
        }
    }

    /** From the annotator's request to the truth, of annotations that are made at least so far apart. */
    private static List<Double> truths(StudioLoop loop, Duration apart) {
        List<String> photos = Stream.generate(loop::upload).limit(SAMPLES).toList();
        loop.run("source-sync");
        List<Double> seconds = new ArrayList<>();
        Map<String, Instant> asked = new LinkedHashMap<>();
        for (String photo : photos) {
            long task = loop.task(photo);
            asked.put(photo, Instant.now());
            loop.annotate(task, loop.labels().get(0));
            Instant next = Instant.now().plus(apart);
            Eventually.holds("the next one's turn", LONG, () -> Instant.now().isAfter(next));
            if (apart.isZero()) {
                Eventually.holds(
                        "the truth is known", LONG, () -> truth(loop, photo).isPresent());
            }
        }
        asked.forEach((photo, at) -> {
            Eventually.holds(
                    "the truth is known", LONG, () -> truth(loop, photo).isPresent());
            seconds.add(truth(loop, photo).orElseThrow() - at.toEpochMilli() / 1e3);
        });
        return seconds;
    }

    /** When it was decided, in seconds, by the clock of this machine. */
    private static Optional<Double> truth(StudioLoop loop, String photo) {
        return loop
                .app
                .traces()
                .texts("select extract(epoch from decided_at)::text from ground_truth where task_id = '" + photo + "'")
                .stream()
                .map(Double::valueOf)
                .findFirst();
    }

    private static List<Double> answers(StudioLoop loop) {
        Browserless announcer = new Browserless(loop.app.address()).with("X-GourmetLoop-Secret", SECRET);
        JsonObject event = new JsonObject()
                .put("action", "ANNOTATIONS_CREATED")
                .put("tasks", new JsonArray().add(new JsonObject().put("id", 1)));
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 5 * SAMPLES; i++) {
            seconds.add(seconds(() -> announcer.post("/api/v1/label-studio/webhook/random", event)));
        }
        return seconds;
    }

    private static double seconds(Supplier<?> work) {
        long start = System.nanoTime();
        Object unused = work.get();
        return (System.nanoTime() - start) / 1e9;
    }

    private static String quantiles(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return "p50 %.3f s, p95 %.3f s, most %.3f s, of %d"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1),
                        sorted.get(sorted.size() - 1),
                        sorted.size());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, "figures: " + format + "%n", values);
    }
}
