package io.gourmetloop.platform.schedule;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts its runs; each ends as it is told to. */
final class StubJob implements Job {
    private final AtomicInteger runs = new AtomicInteger();
    private final String name;
    private final Duration period;
    private volatile Duration limit = Duration.ofMinutes(1);
    private volatile Supplier<Future<String>> answer = () -> Future.succeededFuture("fine");

    StubJob(String name, Duration period) {
        this.name = name;
        this.period = period;
    }

    void answer(Supplier<Future<String>> with) {
        answer = with;
    }

    void limit(Duration to) {
        limit = to;
    }

    int runs() {
        return runs.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration period() {
        return period;
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public Future<String> run() {
        runs.incrementAndGet();
        return answer.get();
    }
}
