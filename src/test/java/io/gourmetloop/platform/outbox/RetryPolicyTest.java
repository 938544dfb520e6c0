package io.gourmetloop.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.outbox.Attempt.Claim;
import io.gourmetloop.platform.outbox.Outcome.Settled;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final Throwable away = new Failure(ErrorCode.STORAGE_UNAVAILABLE, "S3 is away");
    private final Throwable never = new Failure(ErrorCode.INVALID_VALUE, "No such choice");
    private final Throwable bug = new IllegalStateException("oops");

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), new Random(1));
    private final RetryPolicy policy = new RetryPolicy(3, backoff);

    @Test
    void an_outage_postpones_all_and_kills_none() {
        assertThat(outcomes(attempt(99, away), attempt(1, new TimeoutException()), attempt(1, away)))
                .containsOnly(Outcome.POSTPONED);
    }

    @Test
    void a_message_that_fails_alone_has_a_problem_of_its_own() {
        assertThat(outcomes(attempt(1, null), attempt(2, away), attempt(3, away)))
                .containsExactly(Outcome.DELIVERED, Outcome.RETRIED, Outcome.DEAD);
    }

    @Test
    void a_refusal_is_final_at_once() {
        assertThat(outcomes(attempt(1, never), attempt(1, away))).containsExactly(Outcome.DEAD, Outcome.POSTPONED);
    }

    @Test
    void a_bug_is_tried_again_until_the_last_attempt() {
        Failure internal = new Failure(ErrorCode.INTERNAL, "bug");
        assertThat(outcomes(attempt(1, bug), attempt(2, internal), attempt(3, bug), attempt(4, internal)))
                .containsExactly(Outcome.RETRIED, Outcome.RETRIED, Outcome.DEAD, Outcome.DEAD);
    }

    @Test
    void a_place_that_asks_for_patience_is_unavailable_not_refusing() {
        Failure patience = Failure.retryAfter(ErrorCode.RATE_LIMITED, "Slowly", Duration.ofSeconds(1));
        assertThat(outcomes(attempt(50, patience))).containsExactly(Outcome.POSTPONED);
    }

    @Test
    void waits_double_up_to_the_last_and_spread_by_half() {
        for (int failures = 1; failures < 80; failures++) {
            long full = Math.min(1_000L << Math.min(failures - 1, 20), 600_000);
            assertThat(backoff.after(failures).toMillis()).isBetween(full / 2, full);
        }
        assertThat(IntStream.range(0, 50).mapToObj(i -> backoff.after(5)).distinct())
                .hasSizeGreaterThan(30);
    }

    @Test
    void an_error_is_kept_short_and_without_a_stack() {
        assertThat(attempt(1, away).errorText()).isEqualTo("STORAGE_UNAVAILABLE: S3 is away");
        assertThat(attempt(1, new IllegalStateException("x".repeat(5_000))).errorText())
                .hasSize(500);
        assertThat(attempt(1, null).errorText()).isNull();
    }

    private List<Outcome> outcomes(Attempt... attempts) {
        return policy.settle(Arrays.asList(attempts)).stream()
                .map(Settled::outcome)
                .toList();
    }

    private static Attempt attempt(int number, @Nullable Throwable error) {
        OutboxMessage message = new OutboxMessage("task", "key", new JsonObject());
        return new Attempt(new Claim(1, message, number, OffsetDateTime.MIN), error);
    }
}
