package io.gourmetloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.DatabaseConfig;
import io.gourmetloop.platform.config.StorageConfig;
import io.gourmetloop.testing.Backing;
import io.gourmetloop.testing.Browserless.Answer;
import io.gourmetloop.testing.Eventually;
import io.gourmetloop.testing.RunningApp;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Two servers on one database, with a job that is always due. */
class JobsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> HASTY = Map.of("GOURMETLOOP_SCHEDULE_ESTIMATES", "1ms");

    private final DatabaseConfig database = Backing.database();
    private final StorageConfig storage = Backing.storage();

    @Test
    void each_run_happens_once_and_goes_on_when_a_server_leaves() {
        try (RunningApp east = RunningApp.start(database, storage, HASTY)) {
            try (RunningApp west = RunningApp.start(database, storage, HASTY)) {
                assertThat(serverOf(east)).isNotEqualTo(serverOf(west));
                long before = runs(east);
                Eventually.holds("ten runs", PATIENCE, () -> runs(east) >= before + 10);
            }
            long before = runs(east);
            Eventually.holds("three more", PATIENCE, () -> runs(east) >= before + 3);
            assertThat(east.traces().count("""
                            job_runs one join job_runs other on one.job = other.job and one.id < other.id
                            where other.started_at < coalesce(one.finished_at, 'infinity')
                            """))
                    .as("runs that began during another one of the same job")
                    .isZero();
            assertThat(east.traces().count("job_runs where state in ('lost', 'failed')"))
                    .isZero();
        }
    }

    private static long runs(RunningApp app) {
        return app.traces().count("job_runs where job = 'estimates' and state = 'succeeded'");
    }

    /** The server that runs a job when this one is asked to, as soon as no other does. */
    private static String serverOf(RunningApp app) {
        AtomicReference<String> instance = new AtomicReference<>("");
        Eventually.holds("a run by hand", PATIENCE, () -> {
            Answer run = app.admin().post("/api/v1/jobs/sampling-sweep/runs");
            instance.set(run.json().getString("instance", ""));
            return run.status() == 200;
        });
        return instance.get();
    }
}
