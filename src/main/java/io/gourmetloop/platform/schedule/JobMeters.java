package io.gourmetloop.platform.schedule;

import io.gourmetloop.platform.schedule.JobRun.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the jobs: counts and durations are of the runs on this server, the gauges tell what holds on all of them. All
 * exist from the start: an alert must tell "never" from "not yet seen".
 */
final class JobMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10)
    };

    private final Map<String, JobSummary> shown = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations;
    private final Map<String, Counter> failures;

    JobMeters(MeterRegistry meters, List<Job> jobs) {
        durations = each(
                jobs,
                job -> Timer.builder("gourmetloop.job.duration")
                        .description("How long runs took, failed ones too")
                        .serviceLevelObjectives(BUCKETS)
                        .tag("name", job)
                        .register(meters));
        failures = each(
                jobs,
                job -> Counter.builder("gourmetloop.job.failures")
                        .description("Runs that failed")
                        .tag("name", job)
                        .register(meters));
        jobs.forEach(job -> gauges(job, meters));
    }

    private void gauges(Job job, MeterRegistry meters) {
        gauge(job, "last.success.timestamp", "When the job last succeeded, since 1970; 0: never", summary -> {
                    Instant success = summary.lastSuccessAt();
                    return success == null ? 0 : seconds(Duration.between(Instant.EPOCH, success));
                })
                .baseUnit("seconds")
                .register(meters);
        gauge(job, "paused", "1 while the clock of the job is stopped", summary -> summary.paused() ? 1 : 0)
                .register(meters);
        gauge(job, "running", "1 while any server runs the job", summary -> summary.running() ? 1 : 0)
                .register(meters);
        // of jobs that run by hand there is none, and so no alert that they are late
        job.schedule()
                .interval(Instant.EPOCH)
                .ifPresent(interval -> Gauge.builder("gourmetloop.job.interval", () -> seconds(interval))
                        .description("About how long it takes from run to run")
                        .baseUnit("seconds")
                        .tag("name", job.name())
                        .register(meters));
    }

    private Gauge.Builder<?> gauge(Job job, String name, String description, ToDoubleFunction<JobSummary> value) {
        return Gauge.builder("gourmetloop.job." + name, () -> value(shown.get(job.name()), value))
                .description(description)
                .tag("name", job.name());
    }

    private static double value(@Nullable JobSummary summary, ToDoubleFunction<JobSummary> value) {
        return summary == null ? 0 : value.applyAsDouble(summary);
    }

    /** Replaces what was shown of these jobs. */
    void show(List<JobSummary> summaries) {
        summaries.forEach(summary -> shown.put(summary.name(), summary));
    }

    void ended(JobRun run) {
        Instant end = Objects.requireNonNull(run.finishedAt(), "a run that has ended");
        of(durations, run).record(Duration.between(run.startedAt(), end));
        if (run.state() != State.SUCCEEDED) {
            of(failures, run).increment();
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static <T> Map<String, T> each(List<Job> jobs, Function<String, T> meter) {
        return jobs.stream().map(Job::name).collect(Collectors.toMap(name -> name, meter));
    }

    private static <T> T of(Map<String, T> meters, JobRun run) {
        return Objects.requireNonNull(meters.get(run.job()), run.job());
    }
}
