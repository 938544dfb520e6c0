package io.gourmetloop.labelstudio;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/** Takes the time of each request; one that is sent again counts again. */
final class CallMeters {
    private static final Pattern NUMBER = Pattern.compile("/[0-9]+(?=/|$)");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry registry;

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    /** The status of the answer, or {@code none}. */
    void ended(Timer.Sample sample, Call call, AsyncResult<HttpResponse<Buffer>> answer) {
        String status = answer.succeeded() ? Integer.toString(answer.result().statusCode()) : "none";
        var unused = sample.stop(Timer.builder("gourmetloop.labelstudio.request.duration")
                .description("How long Label Studio takes to answer")
                .serviceLevelObjectives(BUCKETS)
                .tag("method", call.method().name())
                .tag("route", NUMBER.matcher(call.path()).replaceAll("/{id}"))
                .tag("status", status)
                .register(registry));
    }
}
