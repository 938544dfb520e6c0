package io.gourmetloop.platform.schedule;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.ScheduleConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs when they are due. Every server has one; each run happens on one of them. When a server dies, its leases
 * end, its open runs become lost, and another server runs the jobs.
 */
public final class JobScheduler extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = JobRunner.LEASE.dividedBy(3);
    /** Between two looks whether a job is free. */
    private static final Duration STEP = Duration.ofMillis(100);
    /** Runs that take longer at the stop of the server are cut off, and become lost. */
    private static final Duration LAST_RUNS = Duration.ofSeconds(10);

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final JobStore store;
    private final JobMeters meters;
    private final JobRunner runner;

    /** The name of the instance is unique among the servers that live at the same time. */
    public JobScheduler(
            Pool pool,
            List<Job> jobs,
            ScheduleConfig config,
            String instance,
            RandomGenerator random,
            MeterRegistry registry) {
        jobs.forEach(this::add);
        this.store = new JobStore(pool, instance);
        this.meters = new JobMeters(registry, jobs);
        this.runner = new JobRunner(store, meters, config, random, delay -> vertx.timer(delay.toMillis()));
    }

    @Override
    public Future<?> start() {
        return register().onSuccess(ready -> startClock());
    }

    @Override
    public Future<?> stop() {
        return runner.idle()
                .timeout(LAST_RUNS.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(e -> LOG.warn("Stopping in the middle of {}", runner.running()))
                .otherwiseEmpty();
    }

    public Future<List<JobSummary>> jobs() {
        return store.summaries(all());
    }

    /** Newest first. Fails with NOT_FOUND when there is no such job. */
    public Future<List<JobRun>> runs(String name, int limit) {
        return job(name).compose(job -> store.runs(job.name(), limit));
    }

    /**
     * Runs a job here, also when it is paused, and waits for its end, or for so long: the run tells whether it succeeded,
     * or that it goes on. Fails with NOT_FOUND when there is no such job, and with CONFLICT while any server runs it: that
     * run may have begun before what the caller wants done, so its result is no answer.
     */
    public Future<JobRun> runNow(String name, Duration patience) {
        return job(name)
                .compose(job -> startNow(job, Duration.ZERO)
                        .compose(run -> end(job, run)
                                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                                .recover(e -> e instanceof TimeoutException
                                        ? Future.succeededFuture(run)
                                        : Future.failedFuture(e))));
    }

    /**
     * Runs this in place of a job's own work: under its lease, and as one of the runs of its history. Completes when the
     * run has begun. Fails like {@link #runNow}, with CONFLICT only when the job is not free within the patience.
     */
    public Future<JobRun> start(String name, Duration patience, Supplier<Future<String>> work) {
        return job(name).compose(job -> startNow(job, patience).compose(run -> begin(new OtherWork(job, work), run)));
    }

    /** Stops the clock of a job on all servers, or lets it go on. Fails with NOT_FOUND when there is no such job. */
    public Future<Void> pause(String name, boolean paused) {
        return job(name).compose(job -> store.pause(job.name(), paused));
    }

    Future<Void> register() {
        return store.register(all()).compose(registered -> measure());
    }

    /** Starts what is due and that nobody runs. Completes when it has started. */
    Future<Void> tick() {
        List<String> idle = jobs.keySet().stream()
                .filter(name -> !runner.running().contains(name))
                .toList();
        return store.startDue(idle, JobRunner.LEASE)
                .onSuccess(runs -> runs.forEach(this::run))
                .mapEmpty();
    }

    /** Shows what holds of the jobs on all servers. */
    Future<Void> measure() {
        return jobs().onSuccess(meters::show).mapEmpty();
    }

    /** Keeps the leases of what runs here. */
    Future<Void> renew() {
        return runner.renew();
    }

    /** Completes when nothing runs here any more. */
    Future<Void> idle() {
        return runner.idle();
    }

    private void startClock() {
        vertx.setPeriodic(0, TICK.toMillis(), timer -> tick().onFailure(e -> LOG.debug("No job was started", e)));
        vertx.setPeriodic(HEARTBEAT.toMillis(), timer -> renew().onFailure(e -> LOG.warn("No lease was renewed", e)));
        vertx.setPeriodic(HEARTBEAT.toMillis(), timer -> measure().onFailure(e -> LOG.debug("No job was measured", e)));
    }

    private void run(JobRun started) {
        run(required(started.job()), started);
    }

    private void run(Job job, JobRun started) {
        runner.run(job, started)
                .onFailure(e -> LOG.warn("The end of job '{}' was not written: {}", started.job(), e.toString()));
    }

    private Future<JobRun> startNow(Job job, Duration patience) {
        return store.startNow(job.name(), JobRunner.LEASE)
                .compose(started -> started.map(Future::succeededFuture).orElseGet(() -> startSoon(job, patience)));
    }

    private Future<JobRun> startSoon(Job job, Duration patience) {
        return patience.compareTo(STEP) < 0
                ? Future.failedFuture(
                        new Failure(ErrorCode.CONFLICT, "'" + job.name() + "' is running; try again when it has ended"))
                : vertx.timer(STEP.toMillis()).compose(waited -> startNow(job, patience.minus(STEP)));
    }

    private Future<JobRun> begin(Job job, JobRun run) {
        return Future.future(begun -> context.runOnContext(go -> {
            run(job, run);
            begun.complete(run);
        }));
    }

    private Future<JobRun> end(Job job, JobRun run) {
        return Future.future(
                ended -> context.runOnContext(go -> runner.run(job, run).onComplete(ended)));
    }

    private Future<Job> job(String name) {
        return jobs.containsKey(name)
                ? Future.succeededFuture(required(name))
                : Future.failedFuture(new Failure(ErrorCode.NOT_FOUND, "There is no job '" + name + "'"));
    }

    private Job required(String name) {
        return Objects.requireNonNull(jobs.get(name), name);
    }

    private List<Job> all() {
        return List.copyOf(jobs.values());
    }

    private void add(Job job) {
        if (jobs.put(job.name(), job) != null) {
            throw new IllegalArgumentException("Two jobs are named '" + job.name() + "'");
        }
    }
}
