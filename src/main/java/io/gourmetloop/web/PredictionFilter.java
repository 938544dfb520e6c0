package io.gourmetloop.web;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.prediction.PredictionQuery;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list of predictions; the contract has checked ranges and enumerations by then. */
final class PredictionFilter {
    private static final int DEFAULT_LIMIT = 50;

    private PredictionFilter() {}

    static PredictionQuery read(HttpServerRequest request) {
        Integer limit = given(request, "limit", Integer::valueOf);
        return new PredictionQuery(
                given(request, "from", Queries::instant),
                given(request, "to", Queries::instant),
                request.getParam("label"),
                given(request, "min_confidence", Double::valueOf),
                given(request, "max_confidence", Double::valueOf),
                given(request, "model_version", ModelVersion::parse),
                given(request, "stream", SamplingStream::parse),
                request.getParam("state"),
                request.getParam("human_label"),
                Boolean.parseBoolean(request.getParam("mine")),
                given(request, "cursor", PredictionId::parse),
                limit == null ? DEFAULT_LIMIT : limit);
    }

    private static <T> @Nullable T given(HttpServerRequest request, String name, Function<String, T> reader) {
        String text = request.getParam(name);
        return text == null ? null : reader.apply(text);
    }
}
