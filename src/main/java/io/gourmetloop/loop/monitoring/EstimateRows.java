package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Estimate.Uncertainty;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code estimates}: those of one window and one moment belong together. */
final class EstimateRows {
    /** No label is blank. */
    private static final String ALL = "";

    private EstimateRows() {}

    private record Key(ModelVersion version, String kind, Instant start, Instant asOf) {}

    /** One for each window and moment, in the order of their first rows. */
    static List<WindowEstimates> group(Iterable<Row> rows) {
        Map<Key, List<Row>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row));
        return groups.values().stream().map(EstimateRows::estimates).toList();
    }

    /** All figures of one window and moment; empty without rows. */
    static Optional<WindowFigures> figures(Iterable<Row> rows) {
        Map<String, List<Row>> byLabel = new LinkedHashMap<>();
        rows.forEach(row -> byLabel.computeIfAbsent(
                        Objects.requireNonNullElse(row.getString("label"), ALL), label -> new ArrayList<>())
                .add(row));
        List<Row> whole = byLabel.remove(ALL);
        if (whole == null) {
            return Optional.empty();
        }
        Map<Label, WindowEstimates> classes = new LinkedHashMap<>();
        byLabel.forEach((label, ofClass) -> classes.put(new Label(label), estimates(ofClass)));
        return Optional.of(new WindowFigures(estimates(whole), classes));
    }

    static List<ModelVersion> versions(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(EstimateRows::version)
                .toList();
    }

    private static Key key(Row row) {
        return new Key(version(row), row.getString("window_kind"), instant(row, "window_start"), instant(row, "as_of"));
    }

    private static WindowEstimates estimates(List<Row> rows) {
        Row first = rows.get(0);
        Window window = new Window(
                version(first),
                first.getString("window_kind"),
                instant(first, "window_start"),
                instant(first, "window_end"));
        return new WindowEstimates(
                window,
                instant(first, "as_of"),
                instant(first, "taken_until"),
                first.getLong("answered"),
                first.getLong("blind_tasks"),
                first.getLong("blind_closed"),
                first.getBoolean("provisional"),
                streamLabels(first.getJsonObject("stream_labels")),
                rows.stream().map(EstimateRows::figure).toList());
    }

    private static Figure figure(Row row) {
        Interval bounds = new Interval(row.getDouble("bound_low"), row.getDouble("bound_high"));
        Estimate estimate = new Estimate(row.getDouble("value"), bounds, row.getLong("labels"), uncertainty(row));
        return new Figure(Estimator.parse(row.getString("estimator")), estimate, row.getBoolean("headline"));
    }

    private static @Nullable Uncertainty uncertainty(Row row) {
        Double low = row.getDouble("low");
        return low == null ? null : new Uncertainty(new Interval(low, row.getDouble("high")), row.getDouble("n_eff"));
    }

    private static Map<SamplingStream, Long> streamLabels(JsonObject json) {
        Map<SamplingStream, Long> labels = new EnumMap<>(SamplingStream.class);
        json.fieldNames().forEach(stream -> labels.put(SamplingStream.parse(stream), json.getLong(stream)));
        return labels;
    }

    private static ModelVersion version(Row row) {
        return new ModelVersion(row.getInteger("model_version"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
