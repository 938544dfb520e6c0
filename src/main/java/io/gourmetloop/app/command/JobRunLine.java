package io.gourmetloop.app.command;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run of a job as text: when it began, how long it took, how it ended and with which result. */
final class JobRunLine {
    private JobRunLine() {}

    static String of(@Nullable JsonObject run) {
        if (run == null) {
            return "never ran";
        }
        Instant start = Instant.parse(run.getString("started_at"));
        String result = run.getString("result");
        return start.truncatedTo(ChronoUnit.SECONDS) + "  " + took(start, run.getString("finished_at")) + "  "
                + run.getString("state") + (result == null ? "" : ": " + result);
    }

    private static String took(Instant start, @Nullable String end) {
        return end == null
                ? "      -"
                : String.format(
                        Locale.ROOT,
                        "%5.1f s",
                        Duration.between(start, Instant.parse(end)).toMillis() / 1e3);
    }
}
