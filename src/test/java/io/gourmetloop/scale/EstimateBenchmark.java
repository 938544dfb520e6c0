package io.gourmetloop.scale;

import static io.gourmetloop.scale.History.await;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.Accuracy;
import io.gourmetloop.loop.monitoring.Accuracy.Question;
import io.gourmetloop.loop.monitoring.EstimatesJob;
import io.gourmetloop.loop.monitoring.LoopMetrics;
import io.gourmetloop.platform.config.MonitoringConfig;
import io.gourmetloop.platform.config.Schedule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * How long estimates take over many answers and about 10,000 labels:
 * {@code mvn test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=io.gourmetloop.scale.EstimateBenchmark
 * -Dexec.args="10000 1000000 10000000"}. Ten million answers take 10 GB and some quarters of an hour to make.
 */
public final class EstimateBenchmark {
    private static final Instant END = Instant.parse("2026-11-20T10:30:00Z");
    private static final MonitoringConfig CONFIG =
            new MonitoringConfig(List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7)), 0.95, 100, 400);
    private static final ModelVersion V1 = new ModelVersion(1);
    private static final int LABELS = 10_000;
    private static final int TIMES = 7;

    private EstimateBenchmark() {}

    public static void main(String[] args) {
        System.out.println(
                "answers | labels | first count | refresh | since activation | 9.3 days | confusion | calibration");
        for (String answers : args) {
            try (History history = new History(END)) {
                measure(history, Integer.parseInt(answers));
            }
        }
        System.exit(0);
    }

    private static void measure(History history, int answers) {
        double rate = Math.min(0.5, 0.7 * LABELS / answers);
        History.Rates rates = new History.Rates(rate, Math.min(1, rate), 0.99);
        history.fill(answers, rates);
        Pool pool = history.database.pool();
        EstimatesJob job = job(pool, END);
        Accuracy accuracy = new Accuracy(pool, CONFIG, Clock.fixed(END, ZoneOffset.UTC));
        double first = seconds(job::run);
        history.goOn(200, rates, 20);
        double refresh = seconds(job(pool, END.plusSeconds(60))::run);
        Question activation = new Question(V1, null, null, null);
        Question custom = new Question(
                V1,
                END.minus(Duration.ofHours(300)).plusSeconds(700),
                END.minus(Duration.ofHours(77)).minusSeconds(100),
                null);
        System.out.printf(
                "%,d | %,d | %.1f s | %.3f s | %.3f s | %.3f s | %.3f s | %.3f s%n",
                answers,
                await(accuracy.explain(activation)).estimates().streamLabels().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                first,
                refresh,
                median(() -> accuracy.explain(activation)),
                median(() -> accuracy.explain(custom)),
                median(() -> accuracy.confusion(activation)),
                median(() -> accuracy.calibration(activation, 10)));
    }

    private static EstimatesJob job(Pool pool, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        LoopMetrics metrics = new LoopMetrics(pool, CONFIG, new SimpleMeterRegistry(), clock);
        return new EstimatesJob(pool, CONFIG, Schedule.every(Duration.ofMinutes(1)), metrics, clock);
    }

    private static double median(Supplier<Future<?>> work) {
        double[] times = new double[TIMES];
        Arrays.setAll(times, i -> seconds(work));
        Arrays.sort(times);
        return times[TIMES / 2];
    }

    private static double seconds(Supplier<? extends Future<?>> work) {
        long start = System.nanoTime();
        await(work.get());
        return (System.nanoTime() - start) / 1e9;
    }
}
