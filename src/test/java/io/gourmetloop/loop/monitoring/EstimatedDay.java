package io.gourmetloop.loop.monitoring;

import static io.gourmetloop.loop.monitoring.RecordedProduction.await;
import static io.gourmetloop.loop.monitoring.RecordedProduction.v;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.gourmetloop.loop.monitoring.RecordedProduction.Image;
import io.gourmetloop.platform.config.MonitoringConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.testing.Backing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A day of answers in a real PostgreSQL, just over, and the job that estimates it. */
abstract class EstimatedDay {
    static final Instant DAY = Instant.parse("2026-11-18T00:00:00Z");
    static final Instant NEXT_DAY = DAY.plus(Duration.ofDays(1));
    private static final MonitoringConfig CONFIG =
            new MonitoringConfig(List.of(Duration.ofHours(1), Duration.ofDays(1)), 0.95, 100, 48);
    private static Vertx vertx;

    final SettableClock clock = new SettableClock(NEXT_DAY.plusSeconds(60));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Database database;
    private EstimatesJob job;
    RecordedProduction production;
    Accuracy accuracy;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        await(vertx.close());
    }

    @BeforeEach
    void openDatabase() {
        database = await(Database.open(vertx, Backing.database()));
        production = new RecordedProduction(database.pool());
        production.activate(1, DAY.minusSeconds(3_600));
        LoopMetrics gauges = new LoopMetrics(database.pool(), CONFIG, metrics, clock);
        job = new EstimatesJob(database.pool(), CONFIG, Schedule.every(Duration.ofMinutes(1)), gauges, clock);
        accuracy = new Accuracy(database.pool(), CONFIG, clock);
    }

    @AfterEach
    void closeDatabase() {
        await(database.close());
    }

    @CanIgnoreReturnValue
    List<Image> answerADay(int images) {
        return production.answer(1, images, DAY, NEXT_DAY);
    }

    @CanIgnoreReturnValue
    String run() {
        clock.advance(Duration.ofSeconds(1));
        return await(job.run());
    }

    WindowEstimates only(String kind) {
        List<WindowEstimates> windows = windows(kind);
        assertThat(windows).as(kind).hasSize(1);
        return windows.get(0);
    }

    List<WindowEstimates> windows(String kind) {
        return await(accuracy.of(v(1), null, 100)).stream()
                .filter(window -> window.window().kind().equals(kind))
                .toList();
    }

    long rows(String condition) {
        return await(database.pool()
                        .query("select count(*) from estimates where label is null and " + condition)
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    double gauge(String name, String... tags) {
        Gauge gauge = metrics.find(name).tags(tags).gauge();
        return Objects.requireNonNull(gauge, name).value();
    }
}
