package io.gourmetloop.loop.labeling;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.gourmetloop.platform.storage.StorageGate;
import io.gourmetloop.testing.Backing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The labeling side on a real database and real buckets, and a prediction side that is only rows and photos. Every world
 * is empty at first; there is one at a time.
 */
final class LabelingWorld {
    static final Labels LABELS = Labels.of("Bread", "Rice", "Soup");
    static final LabelingConfig ONE_VOTE = config(1);
    static final LabelingConfig TWO_VOTES = config(2);

    final SetClock clock = new SetClock(Instant.parse("2026-11-20T12:00:00Z"));
    final StorageConfig storage = Ground.STORAGE;
    final PhotoAddress address = new PhotoAddress(storage, Optional.empty());
    final StorageGate store = Ground.STORE;
    final Pool pool = Ground.DATABASE.pool();
    final Outbox outbox = new Outbox();
    final LabelingConfig config;
    final LabelingTables tables = LabelingTables.in(pool);
    final MeterRegistry meters = new SimpleMeterRegistry();
    final AnnotationIntake intake;
    final Annotator annotator;
    final AnnotationSync sync;
    final TaskDelivery delivery;
    final Placement placement;
    final NoisySweep sweep;
    final GroundTruth truth;
    final LabelingView view = new LabelingView(pool);

    LabelingWorld(LabelingConfig config) {
        clear();
        this.config = config;
        this.truth = new GroundTruth(tables, outbox, config, clock);
        this.intake = new AnnotationIntake(store, pool, tables, truth, () -> LABELS, meters, clock);
        this.annotator = new Annotator(
                new Reservations(pool, config, clock),
                tables,
                taskFiles(store),
                new AnnotationFiles(store, intake, () -> LABELS),
                new AnnotatorProgress(pool),
                config,
                clock);
        this.sync = new AnnotationSync(store, tables.files(), intake, Schedule.every(Duration.ofSeconds(30)), clock);
        this.delivery = deliveryThrough(store);
        this.placement = new Placement(new PlacementStore(pool), store, config, () -> LABELS, clock);
        this.sweep = new NoisySweep(
                new PlacementSweepStore(pool, outbox), config, Schedule.every(Duration.ofHours(1)), clock);
        execute(
                "insert into model_versions (number, name, sha256, labels, manifest) values (1, 'dishes', 'x', $1, '{}')",
                (Object) new String[] {"Bread", "Rice", "Soup"});
        execute("insert into sampling_salts (id, salt) values ('salt-1', 'x')");
    }

    private void clear() {
        rows("truncate model_versions, sampling_salts, outbox, annotation_files, placement_sweeps cascade");
        for (Bucket bucket : Bucket.values()) {
            keys(bucket, "").forEach(key -> await(store.delete(bucket, ObjectKey.of(key))));
        }
    }

    private static LabelingConfig config(int minAnnotations) {
        return new LabelingConfig(
                LabelingConfig.Annotator.BUILTIN, minAnnotations, Duration.ofMinutes(10), 0.95, Duration.ofDays(1));
    }

    TaskDelivery deliveryThrough(ObjectStore store) {
        return new TaskDelivery(
                new TaskSourceStore(pool, address),
                taskFiles(store),
                tables.tasks(),
                new TaskSharing(pool, tables, truth),
                config,
                clock);
    }

    private TaskFiles taskFiles(ObjectStore store) {
        return new TaskFiles(store, address, () -> LABELS);
    }

    static Viewer.Account account(long id, String name) {
        return new Viewer.Account(id, name, AccountRole.ANNOTATOR, new SessionId("session of " + name));
    }

    /** An answered photo, in the bucket under its predicted class; the clock goes on by a second. */
    @CanIgnoreReturnValue
    PredictionId predict(String label, double confidence) {
        PredictionId id = remember(label, confidence);
        await(store.put(Bucket.PRODUCTION, photoKey(id, label), photo(id), "image/jpeg"));
        return id;
    }

    /** The photo of another answer once more. */
    PredictionId predictAgain(PredictionId earlier) {
        PredictionId id = predict("Soup", 0.9);
        execute("""
                update predictions set photo_sha256 = e.photo_sha256 from predictions e
                where predictions.id = $1 and e.id = $2
                """, id.value(), earlier.value());
        return id;
    }

    PredictionId predictWhileTheStoreIsAway(String label, double confidence) {
        PredictionId id = remember(label, confidence);
        execute("insert into photo_spool (prediction_id, bytes) values ($1, $2)", id.value(), photo(id));
        return id;
    }

    void unspool(PredictionId id, String label) {
        await(store.put(Bucket.PRODUCTION, photoKey(id, label), photo(id), "image/jpeg"));
        execute("delete from photo_spool where prediction_id = $1", id.value());
    }

    static Buffer photo(PredictionId id) {
        return Buffer.buffer("photo " + id);
    }

    private static ObjectKey photoKey(PredictionId id, String label) {
        return ObjectKey.of(LABELS.folder(LABELS.require(label)), id + ".jpg");
    }

    private PredictionId remember(String label, double confidence) {
        clock.advance(Duration.ofSeconds(1));
        PredictionId id = PredictionId.create(clock.instant());
        execute(
                """
                insert into predictions (id, created_at, session_id, model_version, label, label_index, confidence,
                    probabilities, entropy, margin, role, photo_key, photo_format, photo_sha256, photo_width, photo_height)
                values ($1, $2, 's', 1, $3, 0, $4, '{1}', 0, 0, 'TRAIN', $5, 'JPEG', sha256(uuid_send($1)), 1, 1)
                """,
                id.value(),
                clock.instant().atOffset(ZoneOffset.UTC),
                label,
                confidence,
                photoKey(id, label).value());
        return id;
    }

    /** A coin chooses the photo for a task, now. */
    @CanIgnoreReturnValue
    PredictionId choose(PredictionId id, SamplingStream stream, String purpose) {
        execute("""
                insert into sampling_ledger (prediction_id, stream, probability, coin, chosen, task_purpose, policy,
                    salt_id, model_version, decided_at)
                values ($1, $2, 1, 0, true, $3, 'p', 'salt-1', 1, $4)
                """, id.value(), stream.text(), purpose, clock.instant().atOffset(ZoneOffset.UTC));
        return id;
    }

    @CanIgnoreReturnValue
    long say(PredictionId id, String verdict, @Nullable String label) {
        return rows("""
                        insert into feedback (prediction_id, session_id, verdict, human_label, created_at)
                        values ($1, 's', $2, $3, $4) returning id
                        """, id.value(), verdict, label, clock.instant().atOffset(ZoneOffset.UTC))
                .get(0)
                .getLong("id");
    }

    @CanIgnoreReturnValue
    PredictionId blindTask() {
        return delivered(choose(predict("Soup", 0.9), SamplingStream.RANDOM, "evaluation"));
    }

    @CanIgnoreReturnValue
    PredictionId guidedTask() {
        return delivered(choose(predict("Soup", 0.4), SamplingStream.LOW_CONFIDENCE, "train"));
    }

    private PredictionId delivered(PredictionId id) {
        await(deliver(TaskRequest.first(id)));
        return id;
    }

    Future<Void> deliver(TaskRequest request) {
        return delivery.deliver(message(request));
    }

    static OutboxMessage message(TaskRequest request) {
        return new OutboxMessage(TaskRequest.TOPIC, request.key(), new JsonObject());
    }

    /** Delivers the orders for copies that are open; answers how many there were. */
    @CanIgnoreReturnValue
    int movePlacements() {
        List<Row> orders =
                rows("update outbox set state = 'done' where topic = 'place' and state = 'open' returning key");
        orders.forEach(order ->
                await(placement.deliver(new OutboxMessage(Placement.TOPIC, order.getString("key"), new JsonObject()))));
        return orders.size();
    }

    List<String> keys(Bucket bucket, String prefix) {
        ListPage page = await(store.list(bucket, prefix, "", 1000));
        return page.objects().stream().map(object -> object.key().value()).toList();
    }

    JsonObject json(String key) {
        return new JsonObject(await(store.get(Bucket.LABELSTUDIO, ObjectKey.of(key))));
    }

    void put(String key, Buffer bytes) {
        await(store.put(Bucket.LABELSTUDIO, ObjectKey.of(key), bytes, "application/json"));
    }

    /** {@code outcome:label} of the task's truth, or nothing. */
    String truthOf(PredictionId id) {
        return rows("select outcome, label from ground_truth where task_id = $1", id.value()).stream()
                .map(row ->
                        row.getString("outcome") + (row.getString("label") == null ? "" : ":" + row.getString("label")))
                .findFirst()
                .orElse("none");
    }

    Row task(PredictionId id) {
        return rows("select * from tasks where id = $1", id.value()).get(0);
    }

    @CanIgnoreReturnValue
    List<Row> rows(String sql, @Nullable Object... values) {
        return StreamSupport.stream(
                        await(pool.preparedQuery(sql).execute(Tuple.from(values)))
                                .spliterator(),
                        false)
                .toList();
    }

    private void execute(String sql, @Nullable Object... values) {
        rows(sql, values);
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(20, SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("No answer in 20 seconds", e);
        }
    }

    /** What all worlds stand on, opened with the first. */
    private static final class Ground {
        static final Vertx VERTX = Vertx.vertx();
        static final Database DATABASE = await(Database.open(VERTX, Backing.database()));
        static final StorageConfig STORAGE = Backing.storage();
        static final StorageGate STORE = await(StorageGate.open(VERTX, STORAGE));
    }
}
