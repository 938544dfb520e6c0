package io.gourmetloop.platform.schedule;

import static io.gourmetloop.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.config.ScheduleConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.schedule.JobRun.State;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.TcpProxy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
    private static final Duration PERIOD = Duration.ofMinutes(10);

    @Test
    void an_end_that_the_database_missed_is_written_once_it_is_back() throws Exception {
        Vertx vertx = Vertx.vertx();
        DatabaseConfig config = Backing.database();
        URI direct = Objects.requireNonNull(config.url());
        try (TcpProxy proxy = TcpProxy.to(vertx, direct.getPort())) {
            Database database = await(Database.open(vertx, through(proxy.port(), direct, config)));
            JobStore store = new JobStore(database.pool(), "east");
            Promise<String> end = Promise.promise();
            StubJob job = new StubJob("sweep", PERIOD);
            job.answer(end::future);
            AtomicInteger waits = new AtomicInteger();
            JobRunner runner = runner(store, job, delay -> {
                if (waits.incrementAndGet() == 3) {
                    proxy.restore();
                }
                return Future.succeededFuture();
            });
            await(store.register(List.of(job)));
            Future<JobRun> run = runner.run(
                    job, await(store.startNow("sweep", JobRunner.LEASE)).orElseThrow());
            proxy.cut();
            end.complete("done meanwhile");
            assertThat(await(run).state()).isEqualTo(State.SUCCEEDED);
            assertThat(waits).hasValueGreaterThanOrEqualTo(3);
            await(database.close());
        }
        await(vertx.close());
    }

    private static JobRunner runner(JobStore store, Job job, Function<Duration, Future<?>> timer) {
        Schedule any = Schedule.every(PERIOD);
        ScheduleConfig config = new ScheduleConfig(any, any, any, any, any, any, any, 0.1, 3);
        JobMeters meters = new JobMeters(new SimpleMeterRegistry(), List.of(job));
        return new JobRunner(store, meters, config, new Random(1), timer);
    }

    private static DatabaseConfig through(int port, URI direct, DatabaseConfig config) {
        return new DatabaseConfig(
                URI.create("postgresql://127.0.0.1:" + port + direct.getPath()),
                config.user(),
                config.password(),
                config.poolSize(),
                config.maxWaiting(),
                config.connectTimeout());
    }
}
