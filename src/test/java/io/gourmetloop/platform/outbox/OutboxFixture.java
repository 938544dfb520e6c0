package io.gourmetloop.platform.outbox;

import static io.gourmetloop.testing.Await.await;

import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.platform.config.OutboxConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.testing.Backing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A real database with its outbox, and lanes and relays on it. */
final class OutboxFixture implements AutoCloseable {
    static final String TOPIC = "task";
    static final OutboxConfig CONFIG = config(Duration.ofMillis(500));
    /** For relays that are woken by commits: their own polls come too late to help. */
    private static final OutboxConfig WITHOUT_POLLS = config(Duration.ofHours(1));

    final Vertx vertx = Vertx.vertx();
    final Database database = await(Database.open(vertx, Backing.database()));
    final Outbox outbox = new Outbox();
    final OutboxStore store = new OutboxStore(database.pool());
    final OutboxView view = new OutboxView(database.pool(), outbox);
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final Context context = vertx.getOrCreateContext();

    /** As if nothing had happened yet. */
    void clear() {
        await(database.pool().query("truncate outbox").execute());
        meters.clear();
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }

    private static OutboxConfig config(Duration poll) {
        return new OutboxConfig(poll, 8, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(10), 3);
    }

    Future<Void> enqueue(String key) {
        return database.withTransaction(tx -> outbox.enqueue(tx, message(key)));
    }

    void enqueueAll(int count) {
        IntStream.range(0, count).forEach(i -> await(enqueue(key(i))));
    }

    static String key(int number) {
        return "%04d".formatted(number);
    }

    static OutboxMessage message(String key) {
        return new OutboxMessage(TOPIC, key, new JsonObject().put("of", key));
    }

    OutboxLane lane(OutboxHandler handler) {
        RetryPolicy policy = new RetryPolicy(
                CONFIG.maxAttempts(), new Backoff(CONFIG.firstRetry(), CONFIG.lastRetry(), new Random(7)));
        Courier courier = new Courier(handler, Duration.ofSeconds(10), CrashPoints.NONE);
        return new OutboxLane(TOPIC, courier, store, policy, CONFIG, new OutboxMeters(meters));
    }

    OutboxRelay relay(OutboxHandler handler) {
        return new OutboxRelay(
                database.pool(),
                outbox,
                Map.of(TOPIC, handler),
                WITHOUT_POLLS,
                new Random(7),
                meters,
                CrashPoints.NONE);
    }

    /** One poll, to its end. */
    void poll(OutboxLane lane) {
        await(Future.future(done -> context.runOnContext(go -> lane.poll().onComplete(done))));
    }

    /** Moves everything in the table back in time, which to the database is the same as waiting. */
    void pass(Duration time) {
        await(database.pool().preparedQuery("""
                        update outbox
                        set created_at = created_at - $1 * interval '1 second',
                            next_attempt_at = next_attempt_at - $1 * interval '1 second',
                            leased_until = leased_until - $1 * interval '1 second',
                            finished_at = finished_at - $1 * interval '1 second'
                        """).execute(Tuple.of(time.toSeconds())));
    }

    Row row(String key) {
        return await(database.pool()
                        .preparedQuery("select state, attempts, last_error, leased_until from outbox where key = $1")
                        .execute(Tuple.of(key)))
                .iterator()
                .next();
    }

    String state(String key) {
        return row(key).getString("state");
    }

    long count(String state) {
        return await(database.pool()
                        .preparedQuery("select count(*) from outbox where state = $1")
                        .mapping(row -> row.getLong(0))
                        .execute(Tuple.of(state)))
                .iterator()
                .next();
    }

    double deliveries(String outcome) {
        return meters.get("gourmetloop.outbox.deliveries")
                .tags("topic", TOPIC, "outcome", outcome)
                .counter()
                .count();
    }

    List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(OutboxFixture::key).toList();
    }
}
