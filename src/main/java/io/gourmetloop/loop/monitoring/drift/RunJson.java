package io.gourmetloop.loop.monitoring.drift;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run as JSON: in the report's file and in answers. */
public final class RunJson {
    private RunJson() {}

    public static JsonObject write(CheckRun run) {
        JsonArray checks = new JsonArray();
        run.checks().forEach(check -> checks.add(brief(check)));
        return new JsonObject()
                .put("id", run.id())
                .put("trigger", run.trigger().text())
                .put("state", run.state().text())
                .put("status", run.status().text())
                .put("blocks_training", run.blocksTraining())
                .put("model_version", run.version().toString())
                .put("started_at", run.startedAt().toString())
                .put("finished_at", text(run.finishedAt()))
                .put("error", run.error())
                .put("has_report", run.reportKey() != null)
                .put("reference", side(run.windows().reference()))
                .put("current", side(run.windows().current()))
                .put("checks", checks);
    }

    /** With all results. */
    public static JsonObject write(CheckReport report) {
        JsonArray results = new JsonArray();
        report.results().forEach(result -> results.add(ResultJson.write(result)));
        return write(report.run()).put("results", results);
    }

    private static JsonObject brief(CheckRun.Brief check) {
        return new JsonObject()
                .put("name", check.name())
                .put("status", check.status().text())
                .put("value", check.value())
                .put("blocking", check.blocking());
    }

    private static JsonObject side(Side side) {
        return new JsonObject()
                .put("start", side.start().toString())
                .put("end", side.end().toString())
                .put("photos", side.photos());
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
