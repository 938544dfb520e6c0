package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.monitoring.checks.Chart;
import io.gourmetloop.loop.monitoring.checks.CheckOutcome;
import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.CheckResult.Limits;
import io.gourmetloop.loop.monitoring.checks.Finding;
import io.gourmetloop.loop.monitoring.checks.Finding.Detail;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.loop.monitoring.checks.NotEnough;
import io.gourmetloop.loop.monitoring.checks.Rule;
import io.gourmetloop.loop.monitoring.checks.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A check's result as JSON: in the database, in the report's file and in answers. */
public final class ResultJson {
    private ResultJson() {}

    public static JsonObject write(CheckResult result) {
        Limits limits = result.limits();
        JsonObject json = new JsonObject()
                .put("name", result.name())
                .put("title", result.title())
                .put("meaning", result.meaning())
                .put("status", result.status().text())
                .put("value", result.value())
                .put("p_value", result.pValue())
                .put("rule", limits.rule().name().toLowerCase(Locale.ROOT))
                .put("warn", limits.warn())
                .put("fail", limits.fail())
                .put("blocks_training", limits.blocksTraining())
                .put("blocking", result.blocking())
                .put("summary", result.outcome().summary());
        if (result.outcome() instanceof Finding finding) {
            json.put("details", array(finding.details(), ResultJson::detail))
                    .put("chart", chart(finding.chart()))
                    .put("photos", array(finding.photos(), ResultJson::exhibit));
        }
        return json;
    }

    static CheckResult read(JsonObject json) {
        Limits limits = new Limits(
                Rule.valueOf(json.getString("rule").toUpperCase(Locale.ROOT)),
                json.getDouble("warn"),
                json.getDouble("fail"),
                json.getBoolean("blocks_training"));
        return new CheckResult(
                json.getString("name"),
                json.getString("title"),
                json.getString("meaning"),
                Status.parse(json.getString("status")),
                limits,
                json.getDouble("p_value"),
                outcome(json));
    }

    private static CheckOutcome outcome(JsonObject json) {
        Double value = json.getDouble("value");
        String summary = json.getString("summary");
        return value == null
                ? new NotEnough(summary)
                : new Finding(
                        value,
                        json.getDouble("p_value"),
                        summary,
                        list(json.getJsonArray("details"), ResultJson::detail),
                        chart(json.getJsonObject("chart")),
                        list(json.getJsonArray("photos"), ResultJson::exhibit));
    }

    private static JsonObject detail(Detail detail) {
        return new JsonObject()
                .put("subject", detail.subject())
                .put("value", detail.value())
                .put("p_value", detail.pValue())
                .put("text", detail.text());
    }

    private static Detail detail(JsonObject json) {
        return new Detail(
                json.getString("subject"), json.getDouble("value"), json.getDouble("p_value"), json.getString("text"));
    }

    private static JsonObject exhibit(Exhibit exhibit) {
        return new JsonObject()
                .put("prediction_id", exhibit.id().toString())
                .put("photo_url", "/api/v1/predictions/" + exhibit.id() + "/photo")
                .put("caption", exhibit.caption());
    }

    private static Exhibit exhibit(JsonObject json) {
        return new Exhibit(PredictionId.parse(json.getString("prediction_id")), json.getString("caption"));
    }

    private static @Nullable JsonObject chart(@Nullable Chart chart) {
        return chart == null
                ? null
                : new JsonObject()
                        .put("axis", chart.axis())
                        .put("first", chart.first())
                        .put("second", chart.second())
                        .put("bars", array(chart.bars(), ResultJson::bar));
    }

    private static @Nullable Chart chart(@Nullable JsonObject json) {
        return json == null
                ? null
                : new Chart(
                        json.getString("axis"),
                        json.getString("first"),
                        json.getString("second"),
                        list(json.getJsonArray("bars"), ResultJson::bar));
    }

    private static JsonObject bar(Chart.Bar bar) {
        return new JsonObject()
                .put("name", bar.name())
                .put("first", bar.first())
                .put("second", bar.second());
    }

    private static Chart.Bar bar(JsonObject json) {
        return new Chart.Bar(json.getString("name"), json.getDouble("first"), json.getDouble("second"));
    }

    private static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> write) {
        JsonArray array = new JsonArray();
        items.forEach(item -> array.add(write.apply(item)));
        return array;
    }

    private static <T> List<T> list(JsonArray array, Function<JsonObject, T> read) {
        return array.stream().map(JsonObject.class::cast).map(read).toList();
    }
}
