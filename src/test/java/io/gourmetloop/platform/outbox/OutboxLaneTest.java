package io.gourmetloop.platform.outbox;

import static io.gourmetloop.platform.outbox.OutboxFixture.key;
import static io.gourmetloop.testing.Await.await;
import static io.gourmetloop.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.outbox.Attempt.Claim;
import io.gourmetloop.platform.outbox.Outcome.Settled;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One lane on a real database, polled by the test; time passes when the test says so. */
class OutboxLaneTest {
    private final Failure away = new Failure(ErrorCode.STORAGE_UNAVAILABLE, "S3 is away");
    private final Failure never = new Failure(ErrorCode.INVALID_VALUE, "No such choice");

    private static OutboxFixture fixture;

    private RecordingHandler handler;
    private OutboxLane lane;

    @BeforeAll
    static void open() {
        fixture = new OutboxFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @BeforeEach
    void begin() {
        fixture.clear();
        handler = new RecordingHandler();
        lane = fixture.lane(handler);
    }

    @Test
    void what_was_committed_is_delivered_with_its_payload_and_then_done() {
        await(fixture.enqueue("a"));
        handler.answer(message -> message.payload().equals(new JsonObject().put("of", "a"))
                ? Future.succeededFuture()
                : Future.failedFuture("Not what was enqueued: " + message));
        fixture.poll(lane);
        assertThat(fixture.state("a")).isEqualTo("done");
        fixture.poll(lane);
        assertThat(handler.keys()).containsExactly("a");
    }

    @Test
    void what_was_rolled_back_never_leaves() {
        failure(fixture.database.withTransaction(tx ->
                fixture.outbox.enqueue(tx, OutboxFixture.message("a")).compose(done -> Future.failedFuture("no"))));
        fixture.poll(lane);
        assertThat(handler.keys()).isEmpty();
    }

    @Test
    void the_same_topic_and_key_is_one_message_also_when_it_was_delivered() {
        await(fixture.enqueue("a"));
        await(fixture.enqueue("a"));
        fixture.poll(lane);
        await(fixture.enqueue("a"));
        fixture.poll(lane);
        assertThat(handler.keys()).containsExactly("a");
    }

    @Test
    void a_backlog_of_many_rounds_drains_in_order_of_arrival_with_one_poll() {
        fixture.enqueueAll(30);
        fixture.poll(lane);
        assertThat(handler.keys()).isEqualTo(fixture.keys(30));
        assertThat(fixture.count("done")).isEqualTo(30);
        assertThat(fixture.deliveries("delivered")).isEqualTo(30);
    }

    @Test
    void messages_for_others_are_left_to_them() {
        await(fixture.database.withTransaction(
                tx -> fixture.outbox.enqueue(tx, new OutboxMessage("from-the-future", "a", new JsonObject()))));
        fixture.poll(lane);
        assertThat(handler.keys()).isEmpty();
        assertThat(fixture.state("a")).isEqualTo("open");
    }

    @Test
    void what_a_dead_relay_had_claimed_is_delivered_after_its_lease() {
        fixture.enqueueAll(2);
        List<Claim> abandoned = await(fixture.store.claim(OutboxFixture.TOPIC, 1, OutboxFixture.CONFIG.lease()));
        assertThat(abandoned).hasSize(1);
        fixture.poll(lane);
        assertThat(handler.keys()).containsExactly(key(1));
        fixture.pass(OutboxFixture.CONFIG.lease().plusSeconds(1));
        fixture.poll(lane);
        assertThat(handler.keys()).containsExactly(key(1), key(0));
        assertThat(fixture.row(key(0)).getInteger("attempts")).isEqualTo(2);
    }

    @Test
    void who_comes_back_after_the_lease_cannot_undo_what_others_did() {
        await(fixture.enqueue("a"));
        Claim late = await(fixture.store.claim(OutboxFixture.TOPIC, 1, OutboxFixture.CONFIG.lease()))
                .get(0);
        fixture.pass(OutboxFixture.CONFIG.lease().plusSeconds(1));
        fixture.poll(lane);
        await(fixture.store.settle(List.of(new Settled(new Attempt(late, never), Outcome.DEAD, null))));
        assertThat(fixture.state("a")).isEqualTo("done");
    }

    @Test
    void a_refused_message_is_dead_at_once_and_lives_again_when_replayed() {
        await(fixture.enqueue("a"));
        handler.fail(never);
        fixture.poll(lane);
        DeadMessage dead = await(fixture.view.dead(10)).get(0);
        assertThat(dead.key()).isEqualTo("a");
        assertThat(dead.lastError()).isEqualTo("INVALID_VALUE: No such choice");
        handler.succeed();
        await(fixture.view.replay(dead.id()));
        fixture.poll(lane);
        assertThat(fixture.state("a")).isEqualTo("done");
        assertThat(failure(fixture.view.replay(dead.id())))
                .isInstanceOfSatisfying(
                        Failure.class, told -> assertThat(told.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void a_bug_is_tried_again_later_each_time_until_it_is_dead() {
        await(fixture.enqueue("a"));
        handler.fail(new IllegalStateException("oops"));
        for (int attempt = 1; attempt <= OutboxFixture.CONFIG.maxAttempts(); attempt++) {
            fixture.poll(lane);
            fixture.poll(lane);
            assertThat(handler.keys()).hasSize(attempt);
            fixture.pass(Duration.ofSeconds(10));
        }
        assertThat(fixture.state("a")).isEqualTo("dead");
        assertThat(fixture.row("a").getString("last_error")).contains("oops");
    }

    @Test
    void a_handler_that_throws_is_a_handler_that_failed() {
        await(fixture.enqueue("a"));
        handler.answer(message -> {
            throw never;
        });
        fixture.poll(lane);
        assertThat(fixture.state("a")).isEqualTo("dead");
    }

    @Test
    void an_outage_costs_no_message_an_attempt_and_the_backlog_drains_in_order() {
        fixture.enqueueAll(20);
        handler.fail(away);
        for (int poll = 0; poll < 5 + 1 + 2 + 4 + 8; poll++) {
            fixture.poll(lane);
        }
        assertThat(handler.keys())
                .as("one round, then pauses of 1, 2, 4, 8 polls with a round after each")
                .hasSize(5 * 8)
                .isSubsetOf(fixture.keys(8));
        assertThat(fixture.row(key(0)).getInteger("attempts")).isZero();
        handler.forget();
        handler.succeed();
        for (int poll = 0; poll < 16; poll++) {
            fixture.poll(lane);
        }
        assertThat(handler.keys()).isEmpty();
        fixture.poll(lane);
        assertThat(handler.keys()).isEqualTo(fixture.keys(20));
        assertThat(fixture.count("done")).isEqualTo(20);
    }

    @Test
    void one_message_that_never_gets_through_holds_up_nobody() {
        fixture.enqueueAll(20);
        handler.answer(message -> message.key().equals(key(0)) ? Future.failedFuture(away) : Future.succeededFuture());
        fixture.poll(lane);
        assertThat(fixture.count("done")).isEqualTo(19);
        assertThat(fixture.state(key(0))).isEqualTo("open");
        assertThat(fixture.row(key(0)).getInteger("attempts")).isOne();
    }

    @Test
    void the_backlog_is_told_by_topic_with_its_age() {
        fixture.enqueueAll(3);
        handler.answer(message -> Future.failedFuture(message.key().equals(key(0)) ? never : away));
        fixture.poll(lane);
        fixture.pass(Duration.ofMinutes(5));
        OutboxBacklog backlog = await(fixture.view.backlog());
        assertThat(backlog.open()).isEqualTo(2);
        assertThat(backlog.dead()).isOne();
        assertThat(backlog.oldest())
                .hasValueSatisfying(age -> assertThat(age).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6)));
        assertThat(await(fixture.view.replayAll(OutboxFixture.TOPIC))).isOne();
    }

    @Test
    void delivered_messages_are_deleted_after_a_day_and_dead_ones_never() {
        fixture.enqueueAll(3);
        handler.answer(message -> message.key().equals(key(1)) ? Future.failedFuture(never) : Future.succeededFuture());
        fixture.poll(lane);
        OutboxCleanup cleanup = new OutboxCleanup(fixture.database.pool(), Schedule.every(Duration.ofHours(1)));
        assertThat(await(cleanup.run())).startsWith("0 ");
        fixture.pass(Duration.ofHours(25));
        assertThat(await(cleanup.run())).startsWith("2 ");
        assertThat(fixture.count("dead")).isOne();
    }
}
