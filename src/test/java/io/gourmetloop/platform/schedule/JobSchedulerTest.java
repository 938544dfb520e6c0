package io.gourmetloop.platform.schedule;

import static io.gourmetloop.testing.Await.await;
import static io.gourmetloop.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.config.ScheduleConfig;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.schedule.JobRun.State;
import io.gourmetloop.platform.schedule.JobRun.Trigger;
import io.gourmetloop.testing.Backing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers, east and west, on a real database. The test is their clock: they tick when it says so. */
class JobSchedulerTest {
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final Duration JITTERED = PERIOD.multipliedBy(2);
    private static final Duration LEASE = JobRunner.LEASE.plusSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Schedule ANY = Schedule.every(PERIOD);
    private static final ScheduleConfig CONFIG = new ScheduleConfig(ANY, ANY, ANY, ANY, ANY, ANY, ANY, 0.1, 3);

    private static Vertx vertx;
    private static Database database;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final StubJob job = new StubJob("sweep", PERIOD);
    private final StubJob byHand = new StubJob("by-hand", Duration.ZERO);
    private JobScheduler east;
    private JobScheduler west;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = await(Database.open(vertx, Backing.database()));
    }

    @AfterAll
    static void close() {
        await(database.close());
        await(vertx.close());
    }

    @BeforeEach
    void begin() {
        await(database.pool().query("truncate jobs, job_runs").execute());
        east = server("east", job, byHand);
        west = server("west", job, byHand);
    }

    @Test
    void a_job_is_due_at_once_and_then_each_period_after_its_end() {
        tick(east);
        tick(east);
        assertThat(job.runs()).isOne();
        pass(PERIOD.multipliedBy(8).dividedBy(10));
        tick(east);
        assertThat(job.runs()).as("jitter takes a tenth at most").isOne();
        pass(PERIOD.multipliedBy(4).dividedBy(10));
        tick(east);
        assertThat(job.runs()).isEqualTo(2);
    }

    @Test
    void each_run_happens_on_one_server() {
        for (int round = 1; round <= 10; round++) {
            await(Future.join(east.tick(), west.tick()));
            await(Future.join(east.idle(), west.idle()));
            assertThat(job.runs()).isEqualTo(round);
            pass(JITTERED);
        }
    }

    @Test
    void the_history_tells_who_ran_what_when_and_how_it_ended() {
        tick(east);
        pass(JITTERED);
        job.answer(() -> Future.failedFuture(new Failure(ErrorCode.STORAGE_UNAVAILABLE, "S3 is away")));
        tick(west);
        List<JobRun> runs = await(east.runs("sweep", 10));
        assertThat(runs).extracting(JobRun::instance).containsExactly("west", "east");
        assertThat(runs).extracting(JobRun::state).containsExactly(State.FAILED, State.SUCCEEDED);
        assertThat(runs).extracting(JobRun::result).containsExactly("S3 is away", "fine");
        assertThat(runs).extracting(JobRun::trigger).containsOnly(Trigger.CLOCK);
        assertThat(runs).allSatisfy(run -> assertThat(run.finishedAt()).isAfterOrEqualTo(run.startedAt()));
        assertThat(await(east.runs("sweep", 1))).hasSize(1);
    }

    @Test
    void only_the_newest_runs_are_kept() {
        for (int run = 0; run < 6; run++) {
            await(east.runNow("sweep", PATIENCE));
        }
        assertThat(await(east.runs("sweep", 100))).hasSize(CONFIG.keepRuns());
    }

    @Test
    void a_run_by_hand_waits_for_its_end_whatever_the_clock_says() {
        JobRun run = await(west.runNow("by-hand", PATIENCE));
        assertThat(run.state()).isEqualTo(State.SUCCEEDED);
        assertThat(run.trigger()).isEqualTo(Trigger.HAND);
        assertThat(run.result()).isEqualTo("fine");
        assertThat(failure(west.runNow("nothing", PATIENCE))).matches(e -> isCode(e, ErrorCode.NOT_FOUND));
    }

    @Test
    void other_work_by_hand_is_a_run_of_the_job_and_waits_until_the_job_is_free() {
        Promise<String> first = Promise.promise();
        await(east.start("sweep", Duration.ZERO, first::future));
        assertThat(failure(west.start("sweep", Duration.ZERO, () -> Future.succeededFuture("too early"))))
                .matches(e -> isCode(e, ErrorCode.CONFLICT));
        Future<JobRun> next = west.start("sweep", PATIENCE, () -> Future.succeededFuture("next"));
        first.complete("first");
        await(next);
        await(west.idle());
        assertThat(await(east.runs("sweep", 10))).extracting(JobRun::result).containsExactly("next", "first");
        assertThat(await(east.runs("sweep", 10))).extracting(JobRun::trigger).containsOnly(Trigger.HAND);
        assertThat(job.runs()).isZero();
    }

    @Test
    void a_job_without_a_period_never_starts_alone() {
        tick(east);
        pass(Duration.ofDays(400));
        tick(east);
        assertThat(byHand.runs()).isZero();
        assertThat(summary("by-hand").nextRunAt()).isNull();
    }

    @Test
    void while_a_server_runs_a_job_nobody_else_can() {
        Promise<String> end = Promise.promise();
        job.answer(end::future);
        await(east.tick());
        await(west.tick());
        assertThat(job.runs()).isOne();
        assertThat(failure(west.runNow("sweep", PATIENCE))).matches(e -> isCode(e, ErrorCode.CONFLICT));
        assertThat(failure(east.runNow("sweep", PATIENCE))).matches(e -> isCode(e, ErrorCode.CONFLICT));
        assertThat(summary("sweep").lastRun()).extracting(JobRun::state).isEqualTo(State.RUNNING);
        end.complete("done");
        await(east.idle());
        assertThat(await(west.runNow("sweep", PATIENCE)).instance()).isEqualTo("west");
    }

    @Test
    void a_dead_servers_run_is_lost_and_another_server_takes_over() {
        Promise<String> never = Promise.promise();
        job.answer(never::future);
        await(east.tick());
        job.answer(() -> Future.succeededFuture("instead"));
        pass(LEASE);
        tick(west);
        assertThat(await(west.runs("sweep", 10)))
                .extracting(JobRun::state)
                .containsExactly(State.SUCCEEDED, State.LOST);
        never.complete("too late");
        await(east.idle());
        assertThat(await(west.runs("sweep", 10)))
                .extracting(JobRun::result)
                .containsExactly("instead", "Its server stopped answering");
    }

    @Test
    void a_long_run_keeps_its_lease_as_long_as_its_server_renews_it() {
        Promise<String> end = Promise.promise();
        job.answer(end::future);
        await(east.tick());
        for (int i = 0; i < 5; i++) {
            pass(LEASE.dividedBy(2));
            await(east.renew());
            await(west.tick());
        }
        end.complete("done");
        await(east.idle());
        assertThat(job.runs()).isOne();
    }

    @Test
    void a_run_beyond_its_limit_has_failed() {
        job.answer(() -> Promise.<String>promise().future());
        job.limit(Duration.ofMillis(20));
        JobRun run = await(east.runNow("sweep", PATIENCE));
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.result()).startsWith("Not done within");
    }

    @Test
    void a_job_that_throws_has_failed_and_runs_again() {
        job.answer(() -> {
            throw new IllegalStateException("oops");
        });
        assertThat(await(east.runNow("sweep", PATIENCE)).result()).contains("oops");
        job.answer(() -> Future.succeededFuture("fine again"));
        assertThat(await(east.runNow("sweep", PATIENCE)).result()).isEqualTo("fine again");
    }

    @Test
    void a_paused_job_waits_on_all_servers_and_runs_by_hand() {
        await(east.pause("sweep", true));
        tick(west);
        assertThat(job.runs()).isZero();
        assertThat(summary("sweep").paused()).isTrue();
        await(west.runNow("sweep", PATIENCE));
        assertThat(job.runs()).isOne();
        await(west.pause("sweep", false));
        pass(JITTERED);
        tick(east);
        assertThat(job.runs()).isEqualTo(2);
        assertThat(failure(east.pause("nothing", true))).matches(e -> isCode(e, ErrorCode.NOT_FOUND));
    }

    @Test
    void the_summary_names_every_job_in_its_order_with_its_next_time_and_last_run() {
        assertThat(await(east.jobs())).extracting(JobSummary::name).containsExactly("sweep", "by-hand");
        assertThat(summary("sweep").lastRun()).isNull();
        tick(east);
        JobSummary after = summary("sweep");
        assertThat(after.schedule()).isEqualTo(Schedule.every(PERIOD));
        assertThat(after.lastSuccessAt()).isBeforeOrEqualTo(Instant.now());
        assertThat(after.nextRunAt()).isAfter(Instant.now());
        assertThat(after.lastRun()).extracting(JobRun::result).isEqualTo("fine");
    }

    @Test
    void a_period_that_became_shorter_is_obeyed_from_the_next_start() {
        tick(east);
        StubJob hasty = new StubJob("sweep", Duration.ofSeconds(5));
        JobScheduler restarted = server("east", hasty);
        pass(Duration.ofSeconds(6));
        tick(restarted);
        assertThat(hasty.runs()).isOne();
    }

    @Test
    void a_job_of_the_calendar_waits_for_its_moment() {
        StubJob yearly = new StubJob("yearly", Schedule.parse("0 0 29 2 *"));
        JobScheduler server = server("east", yearly);
        tick(server);
        assertThat(yearly.runs()).isZero();
        Instant next = Objects.requireNonNull(await(server.jobs()).get(0).nextRunAt());
        assertThat(next.atZone(ZoneOffset.UTC).getMonth()).isEqualTo(Month.FEBRUARY);
        pass(Duration.between(Instant.now(), next).plusSeconds(1));
        tick(server);
        tick(server);
        assertThat(yearly.runs()).isOne();
        assertThat(await(server.jobs()).get(0).nextRunAt()).isBetween(next, next.plusSeconds(60));
    }

    @Test
    void a_schedule_that_changed_is_obeyed_and_one_that_did_not_keeps_its_moment() {
        tick(east);
        Instant planned = summary("sweep").nextRunAt();
        JobScheduler same = server("south", job);
        assertThat(await(same.jobs()).get(0).nextRunAt()).isEqualTo(planned);
        JobScheduler byCalendar = server("south", new StubJob("sweep", Schedule.parse("0 0 29 2 *")));
        assertThat(await(byCalendar.jobs()).get(0).nextRunAt()).isAfter(planned);
        JobScheduler never = server("south", new StubJob("sweep", Duration.ZERO));
        assertThat(await(never.jobs()).get(0).nextRunAt()).isNull();
    }

    @Test
    void the_last_success_outlives_the_history() {
        await(east.runNow("sweep", PATIENCE));
        Instant success = summary("sweep").lastSuccessAt();
        job.answer(() -> Future.failedFuture("no"));
        for (int run = 0; run < CONFIG.keepRuns(); run++) {
            await(east.runNow("sweep", PATIENCE));
        }
        assertThat(await(east.runs("sweep", 10))).extracting(JobRun::state).containsOnly(State.FAILED);
        assertThat(summary("sweep").lastSuccessAt()).isEqualTo(success);
    }

    @Test
    void meters_tell_the_last_success_the_duration_and_the_failures() {
        await(east.runNow("sweep", PATIENCE));
        job.answer(() -> Future.failedFuture("no"));
        await(east.runNow("sweep", PATIENCE));
        assertThat(meters.get("gourmetloop.job.failures")
                        .tag("name", "sweep")
                        .counter()
                        .count())
                .isOne();
        assertThat(meters.get("gourmetloop.job.duration")
                        .tag("name", "sweep")
                        .timer()
                        .count())
                .isEqualTo(2);
        await(east.measure());
        double lastSuccess = meters.get("gourmetloop.job.last.success.timestamp")
                .tag("name", "sweep")
                .gauge()
                .value();
        assertThat(lastSuccess)
                .isBetween(Instant.now().getEpochSecond() - 60.0, Instant.now().getEpochSecond() + 1.0);
    }

    @Test
    void deployed_it_runs_by_its_own_clock_and_finishes_its_runs_before_it_stops() {
        Promise<Void> started = Promise.promise();
        Promise<String> end = Promise.promise();
        job.answer(() -> {
            started.complete();
            return end.future();
        });
        JobScheduler scheduler = scheduler("north", job);
        String deployment = await(vertx.deployVerticle(scheduler));
        await(started.future());
        Future<Void> stopped = vertx.undeploy(deployment);
        end.complete("done");
        await(stopped);
        assertThat(await(east.runs("sweep", 1)).get(0).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void two_jobs_of_one_name_are_a_mistake_of_the_composition() {
        assertThatThrownBy(() -> scheduler("south", job, job)).hasMessageContaining("sweep");
    }

    private JobScheduler server(String instance, Job... jobs) {
        JobScheduler scheduler = scheduler(instance, jobs);
        scheduler.init(vertx, vertx.getOrCreateContext());
        await(scheduler.register());
        return scheduler;
    }

    private JobScheduler scheduler(String instance, Job... jobs) {
        return new JobScheduler(database.pool(), List.of(jobs), CONFIG, instance, new Random(5), meters);
    }

    private static void tick(JobScheduler server) {
        await(server.tick());
        await(server.idle());
    }

    private JobSummary summary(String name) {
        return await(east.jobs()).stream()
                .filter(summary -> summary.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Moves leases and due times back, which to the database is the same as waiting. */
    private static void pass(Duration time) {
        await(database.pool().preparedQuery("""
                        update jobs
                        set next_run_at = next_run_at - $1 * interval '1 second',
                            leased_until = leased_until - $1 * interval '1 second'
                        """).execute(Tuple.of(time.toSeconds())));
    }

    private static boolean isCode(Throwable error, ErrorCode code) {
        return error instanceof Failure failure && failure.code() == code;
    }
}
