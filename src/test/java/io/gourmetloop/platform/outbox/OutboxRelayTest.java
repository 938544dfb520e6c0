package io.gourmetloop.platform.outbox;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Relays as they are deployed; commits wake them. */
class OutboxRelayTest {
    private static OutboxFixture fixture;

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
    }

    @AfterEach
    void undeploy() {
        fixture.vertx.deploymentIDs().forEach(id -> await(fixture.vertx.undeploy(id)));
    }

    @Test
    void a_commit_wakes_the_relay() {
        RecordingHandler handler = new RecordingHandler(1);
        await(fixture.vertx.deployVerticle(fixture.relay(handler)));
        await(fixture.enqueue("a"));
        await(handler.all());
        assertThat(handler.keys()).containsExactly("a");
    }

    @Test
    void two_relays_deliver_each_message_once() {
        int count = 300;
        RecordingHandler handler = new RecordingHandler(count);
        List<Future<String>> relays = List.of(
                fixture.vertx.deployVerticle(fixture.relay(handler)),
                fixture.vertx.deployVerticle(fixture.relay(handler)));
        await(Future.join(relays));
        for (int from = 0; from < count; from += 60) {
            await(Future.join(IntStream.range(from, from + 60)
                    .mapToObj(i -> fixture.enqueue(OutboxFixture.key(i)))
                    .toList()));
        }
        await(handler.all());
        relays.forEach(relay -> await(fixture.vertx.undeploy(relay.result())));
        assertThat(handler.keys()).hasSize(count).doesNotHaveDuplicates();
        assertThat(fixture.count("done")).isEqualTo(count);
    }

    @Test
    void stopping_waits_for_the_deliveries_under_way_and_settles_them() {
        Promise<Void> end = Promise.promise();
        RecordingHandler handler = new RecordingHandler(1);
        handler.answer(message -> end.future());
        String relay = await(fixture.vertx.deployVerticle(fixture.relay(handler)));
        await(fixture.enqueue("a"));
        await(handler.all());
        Future<Void> stopped = fixture.vertx.undeploy(relay);
        assertThat(fixture.state("a")).isEqualTo("open");
        assertThat(stopped.isComplete()).isFalse();
        end.complete();
        await(stopped);
        assertThat(fixture.state("a")).isEqualTo("done");
    }
}
