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
import java.util.stream.Collectors;

/** Meters of the runs on this server. All exist from the start: an alert must tell "never" from "not yet seen". */
final class JobMeters {
    private final Map<String, Instant> successes = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations;
    private final Map<String, Counter> failures;

    JobMeters(MeterRegistry meters, List<Job> jobs) {
        durations = each(
                jobs,
                job -> Timer.builder("gourmetloop.job.duration")
                        .description("How long runs took, failed ones too")
                        .tag("job", job)
                        .register(meters));
        failures = each(
                jobs,
                job -> Counter.builder("gourmetloop.job.failures")
                        .description("Runs that failed")
                        .tag("job", job)
                        .register(meters));
        jobs.forEach(job -> Gauge.builder("gourmetloop.job.last.success.timestamp", () -> lastSuccess(job.name()))
                .description("When the job last succeeded, in seconds since 1970; 0: never")
                .baseUnit("seconds")
                .tag("job", job.name())
                .register(meters));
    }

    void succeeded(Map<String, Instant> times) {
        times.forEach((job, at) -> successes.merge(job, at, (a, b) -> a.isAfter(b) ? a : b));
    }

    void ended(JobRun run) {
        Instant end = Objects.requireNonNull(run.finishedAt(), "a run that has ended");
        of(durations, run).record(Duration.between(run.startedAt(), end));
        if (run.state() == State.SUCCEEDED) {
            succeeded(Map.of(run.job(), end));
        } else {
            of(failures, run).increment();
        }
    }

    private double lastSuccess(String job) {
        return successes.getOrDefault(job, Instant.EPOCH).toEpochMilli() / 1e3;
    }

    private static <T> Map<String, T> each(List<Job> jobs, Function<String, T> meter) {
        return jobs.stream().map(Job::name).collect(Collectors.toMap(name -> name, meter));
    }

    private static <T> T of(Map<String, T> meters, JobRun run) {
        return Objects.requireNonNull(meters.get(run.job()), run.job());
    }
}
