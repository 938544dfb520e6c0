package io.gourmetloop.platform.storage;

import static io.gourmetloop.testing.Await.await;
import static io.gourmetloop.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.FaultProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real store behind a network that breaks. */
class StorageGateTest {
    private static final Duration TIMEOUT = Duration.ofMillis(600);
    private static final Duration RETRY_AFTER = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final ObjectKey KEY = ObjectKey.of("class_01", "photo.jpg");
    private static final Buffer PHOTO = Buffer.buffer("photo");

    private final StorageConfig direct = Backing.storage();
    private final FaultProxy network = FaultProxy.to(Objects.requireNonNull(direct.endpoint()));
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
        network.close();
    }

    @Test
    void a_store_that_swallows_everything_fails_a_call_within_the_deadline() {
        StorageGate gate = open(4);
        network.blackHole();

        assertUnavailable(put(gate));

        assertThat(gate.available()).isFalse();
    }

    @Test
    void after_a_failed_call_nobody_waits_for_the_dead_store() {
        StorageGate gate = open(4);
        network.blackHole();
        assertUnavailable(put(gate));

        Future<Void> next = put(gate);

        assertThat(next.isComplete()).isTrue();
        assertUnavailable(next);
    }

    /** One after the other they would wait for longer than the test does. */
    @Test
    void calls_that_already_waited_behind_a_dead_store_end_with_the_first() {
        StorageGate gate = open(1, TIMEOUT.multipliedBy(3));
        network.blackHole();

        List<Future<Void>> calls =
                IntStream.range(0, 30).mapToObj(call -> put(gate)).toList();

        assertUnavailable(Future.join(calls));
        calls.forEach(StorageGateTest::assertUnavailable);
    }

    @Test
    void recovery_is_noticed_without_anybody_asking() {
        StorageGate gate = open(4);
        network.blackHole();
        assertUnavailable(put(gate));

        network.heal();

        Eventually.holds("the gate opens", SOON, gate::available);
        await(put(gate));
        assertThat(await(gate.get(Bucket.PRODUCTION, KEY))).isEqualTo(PHOTO);
    }

    @Test
    void reset_connections_shut_the_gate_until_they_are_over() {
        StorageGate gate = open(4);
        network.reset();
        assertUnavailable(put(gate));
        assertThat(gate.available()).isFalse();

        network.heal();

        Eventually.holds("the gate opens", SOON, gate::available);
        await(put(gate));
    }

    @Test
    void a_connection_that_broke_while_nobody_used_it_is_no_failure() {
        StorageGate gate = open(1);
        await(put(gate));
        network.reset();
        network.heal();

        await(put(gate));
    }

    @Test
    void a_server_may_start_before_its_store_which_gets_its_buckets_when_it_comes() {
        network.refuse();
        StorageGate gate = open(4);
        assertThat(gate.available()).isFalse();
        assertUnavailable(put(gate));

        network.heal();

        Eventually.holds("the gate opens", SOON, gate::available);
        await(put(gate));
    }

    @Test
    void a_slow_network_is_not_a_dead_one() {
        StorageGate gate = open(4);
        network.delay(Duration.ofMillis(50));

        await(put(gate));

        assertThat(gate.available()).isTrue();
    }

    @Test
    void what_is_not_found_is_no_reason_to_shut_the_gate() {
        StorageGate gate = open(4);

        assertFails(gate.get(Bucket.PRODUCTION, ObjectKey.of("nothing")), ErrorCode.NOT_FOUND);

        assertThat(gate.available()).isTrue();
    }

    @Test
    void more_calls_than_may_wait_are_asked_to_come_back() {
        StorageGate gate = open(1);
        network.blackHole();

        List<Future<Void>> calls =
                IntStream.range(0, 33).mapToObj(call -> put(gate)).toList();

        assertFails(calls.get(32), ErrorCode.QUEUE_FULL);
        assertUnavailable(calls.get(0));
    }

    @Test
    void wrong_keys_are_told_apart_from_missing_objects() {
        StorageConfig wrong = config(direct, "somebody-else", 2, TIMEOUT);
        StorageGate gate = await(StorageGate.open(vertx, wrong));

        assertThat(gate.available()).isFalse();
        assertUnavailable(gate.get(Bucket.PRODUCTION, KEY));
    }

    private StorageGate open(int threads) {
        return open(threads, TIMEOUT);
    }

    private StorageGate open(int threads, Duration timeout) {
        return await(StorageGate.open(vertx, config(direct, direct.accessKey(), threads, timeout)));
    }

    private StorageConfig config(StorageConfig settings, String accessKey, int threads, Duration timeout) {
        return new StorageConfig(
                network.through(Objects.requireNonNull(settings.endpoint())),
                settings.region(),
                accessKey,
                settings.secretKey(),
                settings.bucketPrefix(),
                threads,
                timeout,
                RETRY_AFTER,
                settings.maxSpooled());
    }

    private static Future<Void> put(ObjectStore store) {
        return store.put(Bucket.PRODUCTION, KEY, PHOTO, "image/jpeg");
    }

    private static void assertUnavailable(Future<?> call) {
        assertFails(call, ErrorCode.STORAGE_UNAVAILABLE);
    }

    private static void assertFails(Future<?> call, ErrorCode code) {
        assertThat(failure(call))
                .isInstanceOfSatisfying(
                        Failure.class, told -> assertThat(told.code()).isEqualTo(code));
    }
}
