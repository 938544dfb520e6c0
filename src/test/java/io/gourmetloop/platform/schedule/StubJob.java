package io.gourmetloop.platform.schedule;

import io.gourmetloop.platform.config.Schedule;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts its runs; each ends as it is told to. */
final class StubJob implements Job {
    private final AtomicInteger runs = new AtomicInteger();
    private final String name;
    private final Schedule schedule;
    private volatile Duration limit = Duration.ofMinutes(1);
    private volatile Supplier<Future<String>> answer = () -> Future.succeededFuture("fine");

    StubJob(String name, Duration period) {
        this(name, Schedule.every(period));
    }

    StubJob(String name, Schedule schedule) {
        this.name = name;
        this.schedule = schedule;
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
    public Schedule schedule() {
        return schedule;
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
