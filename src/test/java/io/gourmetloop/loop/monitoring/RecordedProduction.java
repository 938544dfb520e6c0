package io.gourmetloop.loop.monitoring;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.domain.Confidence;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Purpose;
import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.Sha256;
import io.gourmetloop.loop.sampling.ChosenToday;
import io.gourmetloop.loop.sampling.FlagsToday;
import io.gourmetloop.loop.sampling.LedgerEntry;
import io.gourmetloop.loop.sampling.Salt;
import io.gourmetloop.loop.sampling.Sampler;
import io.gourmetloop.loop.sampling.SamplingDraw;
import io.gourmetloop.platform.config.SamplingConfig;
import io.gourmetloop.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Rows of a production whose truth is known, written as the product writes them, with the real sampler's coins. */
final class RecordedProduction {
    static final SamplingConfig SAMPLING = new SamplingConfig(
            0.4,
            new SamplingConfig.Random(0.2, 0.05, 0),
            new SamplingConfig.LowConfidence(0.7, 0.5, 0),
            new SamplingConfig.UserFeedback(1, 0, 1, 0));
    private static final String[] LABELS = {"Soup", "Egg", "Rice", "Bread", "Meat"};

    private final Pool pool;
    private final Sampler sampler = new Sampler(SAMPLING, new Salt("s1", new Secret("salt")));
    private final SplittableRandom random = new SplittableRandom(42);

    RecordedProduction(Pool pool) {
        this.pool = pool;
        await(pool.query("insert into sampling_salts (id, salt) values ('s1', 'salt')")
                .execute());
    }

    /** An answered image; the answer is always "Soup", so the truth is Soup where it is right and Egg where it is not. */
    record Image(
            PredictionId id,
            double confidence,
            boolean right,
            Role role,
            @Nullable LedgerEntry task) {
        boolean blind() {
            return task != null && task.task() == Purpose.EVALUATION;
        }

        Outcome outcome() {
            return right ? Outcome.RIGHT : Outcome.WRONG;
        }
    }

    void activate(int version, Instant moment) {
        await(pool.preparedQuery("""
                        insert into model_versions (number, name, sha256, labels, manifest)
                        values ($1, 'test', $1::text, $2, '{}') on conflict do nothing
                        """).execute(Tuple.of(version, (Object) LABELS)));
        await(pool.preparedQuery("""
                        insert into model_aliases (alias, version, activated_by, activated_at)
                        values ('production', $1, 'test', $2)
                        """).execute(Tuple.of(version, utc(moment))));
    }

    /** Answers {@code count} images, evenly over the time from {@code start} on and before {@code end}. */
    @CanIgnoreReturnValue
    List<Image> answer(int version, int count, Instant start, Instant end) {
        long step = Duration.between(start, end).toMillis() / count;
        List<Image> images = new ArrayList<>();
        List<Tuple> predictions = new ArrayList<>();
        List<Tuple> ledger = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant moment = start.plusMillis(i * step);
            Sha256 photo = Sha256.of(bytes());
            double f = 0.3 + 0.7 * random.nextDouble();
            PredictionId id = idOf(moment);
            SamplingDraw draw = sampler.decide(id, new Confidence(f), photo, ChosenToday.NONE);
            boolean right = random.nextDouble() < f * f;
            images.add(new Image(id, f, right, draw.role(), draw.task().orElse(null)));
            predictions.add(prediction(version, id, moment, f, draw.role(), photo));
            draw.ledger().forEach(entry -> ledger.add(ledgerRow(version, id, entry, moment)));
        }
        insert(predictions, ledger);
        return images;
    }

    /** A user flags the answer; the image with the task that it has afterwards. */
    @CanIgnoreReturnValue
    Image flag(int version, Image image, Instant moment) {
        return flag(version, image, moment, FlagsToday.NONE);
    }

    /** As above, by somebody whose flags of this day make no tasks any more. */
    @CanIgnoreReturnValue
    Image flagBeyondQuota(int version, Image image, Instant moment) {
        return flag(version, image, moment, new FlagsToday(1, 1));
    }

    private Image flag(int version, Image image, Instant moment, FlagsToday before) {
        SamplingDraw draw = sampler.flag(
                image.id, new Confidence(image.confidence), image.role, image.task != null, ChosenToday.NONE, before);
        insertLedger(List.of(ledgerRow(version, image.id, draw.ledger().get(0), moment)));
        LedgerEntry task = draw.task().orElse(image.task);
        return new Image(image.id, image.confidence, image.right, image.role, task);
    }

    void deliver(Collection<Image> images) {
        deliverTasks(images.stream().map(image -> Tuple.of(image.id.value())).toList());
    }

    private void deliverTasks(List<Tuple> ids) {
        await(pool.preparedQuery("""
                        insert into tasks (id, stream, purpose, arrived_at, delivered_at, task_key, photo_key)
                        select prediction_id, stream, task_purpose, decided_at, decided_at, 'task', 'photo'
                        from sampling_ledger where prediction_id = $1 and task_purpose is not null
                        on conflict do nothing
                        """).executeBatch(ids));
    }

    /** Annotators name the true class of every image. */
    void label(Collection<Image> images) {
        decide(images.stream()
                .map(image -> Tuple.of(image.id.value(), "label", image.right ? LABELS[0] : LABELS[1]))
                .toList());
    }

    /** Annotators could not name a class. */
    void close(Image image, String outcome) {
        decide(List.of(Tuple.of(image.id.value(), outcome, null)));
    }

    private void decide(List<Tuple> truths) {
        if (truths.isEmpty()) {
            return;
        }
        List<Tuple> ids =
                truths.stream().map(truth -> Tuple.of(truth.getUUID(0))).toList();
        deliverTasks(ids);
        await(pool.preparedQuery("""
                        insert into ground_truth (task_id, outcome, label, votes, decided_at, updated_at)
                        values ($1, $2, $3, 1, now(), now())
                        on conflict (task_id) do update set outcome = excluded.outcome, label = excluded.label
                        """).executeBatch(truths));
        await(pool.preparedQuery("update tasks set state = 'closed' where id = $1")
                .executeBatch(ids));
    }

    void withdraw(Image image) {
        await(pool.preparedQuery("delete from ground_truth where task_id = $1").execute(Tuple.of(image.id.value())));
    }

    void erase(Image image) {
        await(pool.preparedQuery("delete from predictions where id = $1").execute(Tuple.of(image.id.value())));
    }

    private void insert(List<Tuple> predictions, List<Tuple> ledger) {
        await(pool.preparedQuery("""
                        insert into predictions (id, created_at, session_id, model_version, label, label_index, confidence,
                                                 probabilities, entropy, margin, role, photo_key, photo_format,
                                                 photo_sha256, photo_width, photo_height)
                        values ($1, $2, 'session', $3, 'Soup', 0, $4,
                                array[$4::float8] || array_fill((1 - $4::float8) / 4, array[4]), 0, 0, $5, 'key', 'JPEG',
                                $6, 1, 1)
                        """).executeBatch(predictions));
        insertLedger(ledger);
    }

    private void insertLedger(List<Tuple> ledger) {
        await(pool.preparedQuery("""
                        insert into sampling_ledger (prediction_id, stream, probability, coin, chosen, task_purpose, policy,
                                                     salt_id, model_version, decided_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        """).executeBatch(ledger));
    }

    private static Tuple prediction(int version, PredictionId id, Instant moment, double f, Role role, Sha256 photo) {
        return Tuple.of(id.value(), utc(moment), version, f, role.name(), photo.bytes());
    }

    private static Tuple ledgerRow(int version, PredictionId id, LedgerEntry entry, Instant moment) {
        Purpose purpose = entry.task();
        return Tuple.of(
                id.value(),
                entry.stream().text(),
                entry.decision().probability(),
                entry.decision().coin(),
                entry.decision().chosen(),
                purpose == null ? null : purpose.text(),
                entry.policyVersion(),
                entry.saltId(),
                version,
                utc(moment));
    }

    private PredictionId idOf(Instant moment) {
        UUID first = PredictionId.firstAt(moment).value();
        long high = first.getMostSignificantBits() | 0x7000 | random.nextInt(1 << 12);
        return new PredictionId(new UUID(high, (random.nextLong() & Long.MAX_VALUE) | Long.MIN_VALUE));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return bytes;
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(60, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("No answer within a minute", e);
        }
    }

    static ModelVersion v(int number) {
        return new ModelVersion(number);
    }
}
