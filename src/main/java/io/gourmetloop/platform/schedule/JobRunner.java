package io.gourmetloop.platform.schedule;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.ScheduleConfig;
import io.gourmetloop.platform.schedule.JobRun.State;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs on this server: keeps their leases while they last, and writes down how they ended. */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    /** How long a server may be silent before another one takes its jobs over. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration BEFORE_REWRITE = Duration.ofSeconds(2);
    private static final int LONGEST_RESULT = 2_000;

    private final Map<String, Future<JobRun>> running = new ConcurrentHashMap<>();
    private final JobStore store;
    private final JobMeters meters;
    private final ScheduleConfig config;
    private final RandomGenerator random;
    private final Function<Duration, Future<?>> timer;

    JobRunner(
            JobStore store,
            JobMeters meters,
            ScheduleConfig config,
            RandomGenerator random,
            Function<Duration, Future<?>> timer) {
        this.store = store;
        this.meters = meters;
        this.config = config;
        this.random = random;
        this.timer = timer;
    }

    Set<String> running() {
        return Set.copyOf(running.keySet());
    }

    /** The run as it ended; also a job that failed is a success here. Fails with CONFLICT when the lease was lost. */
    Future<JobRun> run(Job job, JobRun started) {
        Future<JobRun> run = call(job)
                .timeout(job.limit().toMillis(), TimeUnit.MILLISECONDS)
                .transform(result -> finish(job, started, result));
        running.put(job.name(), run);
        return run.onComplete(ended -> running.remove(job.name(), run));
    }

    /** To be called several times during a lease. */
    Future<Void> renew() {
        Set<String> jobs = running();
        return jobs.isEmpty()
                ? Future.succeededFuture()
                : store.renew(jobs, LEASE)
                        .onSuccess(kept -> tellLost(jobs, kept))
                        .mapEmpty();
    }

    /** Completes when nothing runs here any more. */
    Future<Void> idle() {
        return Future.join(running.values().stream().toList()).transform(ended -> Future.succeededFuture());
    }

    private static Future<String> call(Job job) {
        try {
            return job.run();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<JobRun> finish(Job job, JobRun started, AsyncResult<String> result) {
        State state = result.succeeded() ? State.SUCCEEDED : State.FAILED;
        String text = result.succeeded() ? result.result() : explain(job, result.cause());
        return write(job, started, state, cut(text))
                .onSuccess(meters::ended)
                .compose(ended ->
                        store.trim(job.name(), config.keepRuns()).transform(trimmed -> Future.succeededFuture(ended)));
    }

    /** An end that cannot be written for now is written later, unless another server has taken the job over by then. */
    private Future<JobRun> write(Job job, JobRun started, State state, String text) {
        return store.now()
                .compose(now -> store.finish(started, state, text, next(job, now)))
                .compose(ended -> ended.map(Future::succeededFuture).orElseGet(() -> lost(job)))
                .recover(e -> isAway(e)
                        ? timer.apply(BEFORE_REWRITE).compose(waited -> write(job, started, state, text))
                        : Future.failedFuture(e));
    }

    private static boolean isAway(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.DATABASE_UNAVAILABLE;
    }

    private static Future<JobRun> lost(Job job) {
        return Future.failedFuture(
                new Failure(ErrorCode.CONFLICT, "Another server took over '" + job.name() + "' while this one ran it"));
    }

    private @Nullable Instant next(Job job, Instant now) {
        return job.schedule().next(now, config.jitter(), random.nextDouble()).orElse(null);
    }

    private static String explain(Job job, Throwable error) {
        if (error instanceof Failure failure) {
            LOG.warn("Job '{}' failed: {}", job.name(), failure.detail());
            return failure.detail();
        }
        LOG.error("Job '{}' failed", job.name(), error);
        return error instanceof TimeoutException ? "Not done within " + job.limit() : error.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_RESULT ? text : text.substring(0, LONGEST_RESULT);
    }

    private static void tellLost(Set<String> jobs, List<String> kept) {
        jobs.stream()
                .filter(job -> !kept.contains(job))
                .forEach(job ->
                        LOG.warn("The lease of job '{}' ended while it ran here; another server may run it", job));
    }
}
