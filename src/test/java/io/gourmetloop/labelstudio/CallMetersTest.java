package io.gourmetloop.labelstudio;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class CallMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallMeters meters = new CallMeters(registry);

    @Test
    void calls_about_different_tasks_are_one_series() {
        for (int task = 1; task <= 3; task++) {
            meters.ended(meters.start(), Call.delete("/api/webhooks/" + task + "/"), Future.failedFuture("no answer"));
        }

        assertThat(registry.get("gourmetloop.labelstudio.request.duration")
                        .tag("method", "DELETE")
                        .tag("route", "/api/webhooks/{id}/")
                        .tag("status", "none")
                        .timer()
                        .count())
                .isEqualTo(3);
        assertThat(registry.find("gourmetloop.labelstudio.request.duration").timers())
                .hasSize(1);
    }
}
