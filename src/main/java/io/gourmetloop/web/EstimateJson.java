package io.gourmetloop.web;

import io.gourmetloop.loop.monitoring.Estimate;
import io.gourmetloop.loop.monitoring.Interval;
import io.gourmetloop.loop.monitoring.WindowEstimates;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Estimates as the contract writes them. */
final class EstimateJson {
    private EstimateJson() {}

    static JsonObject window(WindowEstimates estimates) {
        JsonObject streams = new JsonObject();
        estimates.streamLabels().forEach((stream, labels) -> streams.put(stream.text(), labels));
        return new JsonObject()
                .put("kind", estimates.window().kind())
                .put("start", estimates.window().start().toString())
                .put("end", estimates.window().end().toString())
                .put("as_of", estimates.asOf().toString())
                .put("taken_until", estimates.takenUntil().toString())
                .put("answered", estimates.answered())
                .put("blind_tasks", estimates.blindTasks())
                .put("blind_closed", estimates.blindClosed())
                .put("provisional", estimates.provisional())
                .put("stream_labels", streams)
                .put("estimates", Replies.array(estimates.figures(), EstimateJson::figure));
    }

    static JsonObject figure(WindowEstimates.Figure figure) {
        return share(figure.estimate())
                .put("estimator", figure.estimator().text())
                .put("headline", figure.headline());
    }

    /** A share with its bounds and, if it claims one, its interval. */
    static JsonObject share(Estimate estimate) {
        JsonObject json = new JsonObject()
                .put("value", estimate.value())
                .put("lower_bound", estimate.bounds().low())
                .put("upper_bound", estimate.bounds().high())
                .put("labels", estimate.labels());
        Estimate.Uncertainty uncertainty = estimate.uncertainty();
        if (uncertainty != null) {
            json.put("low", uncertainty.interval().low())
                    .put("high", uncertainty.interval().high())
                    .put("n_eff", uncertainty.effectiveSize());
        }
        return json;
    }

    static @Nullable JsonObject shareOrNull(@Nullable Estimate estimate) {
        return estimate == null ? null : share(estimate);
    }

    static JsonArray range(Interval interval) {
        return new JsonArray().add(interval.low()).add(interval.high());
    }
}
