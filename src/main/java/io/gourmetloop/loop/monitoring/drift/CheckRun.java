package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.monitoring.checks.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run of the checks, at a glance. The worst of its checks speaks for it. */
public record CheckRun(
        long id,
        Trigger trigger,
        State state,
        Windows windows,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error,
        @Nullable String reportKey,
        List<Brief> checks) {
    public CheckRun {
        checks = List.copyOf(checks);
    }

    public enum Trigger {
        CLOCK,
        HAND;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Trigger parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public enum State {
        RUNNING,
        FINISHED,
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** {@code value} is null where there was not enough data. */
    public record Brief(
            String name, Status status, @Nullable Double value, boolean blocking) {}

    public ModelVersion version() {
        return windows.version();
    }

    public Status status() {
        return checks.stream().map(Brief::status).max(Status::compareTo).orElse(Status.NOT_ENOUGH_DATA);
    }

    public boolean blocksTraining() {
        return checks.stream().anyMatch(Brief::blocking);
    }
}
