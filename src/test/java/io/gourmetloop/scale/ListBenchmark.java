package io.gourmetloop.scale;

import static io.gourmetloop.scale.History.await;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.domain.SessionId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.prediction.PredictionList;
import io.gourmetloop.loop.prediction.PredictionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a page of predictions takes under every filter, at the start and in the middle of the list:
 * {@code mvn test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=io.gourmetloop.scale.ListBenchmark
 * -Dexec.args=1000000}.
 */
public final class ListBenchmark {
    private static final Instant END = Instant.parse("2026-11-20T10:30:00Z");
    private static final int TIMES = 15;

    private ListBenchmark() {}

    public static void main(String[] args) {
        try (History history = new History(END)) {
            history.fill(Integer.parseInt(args[0]), new History.Rates(0.1, 0.35, 0.3));
            PredictionList list = new PredictionList(history.database.pool());
            System.out.println("filter | place | median ms | worst ms");
            queries().forEach((name, query) -> {
                measure(list, name, "start", query);
                measure(list, name, "middle", at(query, PredictionId.firstAt(END.minus(Duration.ofDays(15)))));
            });
        }
        System.exit(0);
    }

    private static Map<String, PredictionQuery> queries() {
        Instant from = END.minus(Duration.ofDays(20));
        Instant to = END.minus(Duration.ofDays(12));
        Map<String, PredictionQuery> queries = new LinkedHashMap<>();
        queries.put("none", query(null, null, null, null, null, null, null, null, null));
        queries.put("time", query(from, to, null, null, null, null, null, null, null));
        queries.put("frequent class", query(null, null, "Bread", null, null, null, null, null, null));
        queries.put("rare class", query(null, null, "Vegetable", null, null, null, null, null, null));
        queries.put("unsure", query(null, null, null, null, 0.3, null, null, null, null));
        queries.put("very unsure", query(null, null, null, null, 0.2505, null, null, null, null));
        queries.put("sure", query(null, null, null, 0.9, null, null, null, null, null));
        queries.put("rare version", query(null, null, null, null, null, 2, null, null, null));
        queries.put("random stream", query(null, null, null, null, null, null, SamplingStream.RANDOM, null, null));
        queries.put("no stream", query(null, null, null, null, null, null, SamplingStream.ACTIVE_LEARNING, null, null));
        for (String state : new String[] {"NEW", "SAMPLED", "IN_LABELING", "LABELED", "REJECTED"}) {
            queries.put(state, query(null, null, null, null, null, null, null, state, null));
        }
        queries.put("truth", query(null, null, null, null, null, null, null, null, "Egg"));
        queries.put("confusion cell", query(from, to, "Bread", null, null, 1, null, null, "Egg"));
        queries.put("rare confusion cell", query(null, null, "Vegetable", null, null, 1, null, null, "Bread"));
        queries.put("class and unsure", query(null, null, "Vegetable", null, 0.3, null, null, null, null));
        queries.put("class and new", query(null, null, "Bread", null, null, null, null, "NEW", null));
        queries.put(
                "class, stream, state",
                query(null, null, "Egg", null, null, null, SamplingStream.LOW_CONFIDENCE, "LABELED", null));
        return queries;
    }

    private static PredictionQuery query(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String label,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Integer version,
            @Nullable SamplingStream stream,
            @Nullable String state,
            @Nullable String truth) {
        ModelVersion number = version == null ? null : new ModelVersion(version);
        return new PredictionQuery(from, to, label, min, max, number, stream, state, truth, false, null, 50);
    }

    private static PredictionQuery at(PredictionQuery query, PredictionId before) {
        return new PredictionQuery(
                query.from(),
                query.to(),
                query.label(),
                query.minConfidence(),
                query.maxConfidence(),
                query.version(),
                query.stream(),
                query.state(),
                query.humanLabel(),
                query.mine(),
                before,
                query.limit());
    }

    private static void measure(PredictionList list, String name, String place, PredictionQuery query) {
        Viewer admin = new Viewer.Account(1, "admin", AccountRole.ADMIN, new SessionId("bench"));
        double[] times = new double[TIMES];
        Arrays.setAll(times, i -> {
            long start = System.nanoTime();
            await(list.page(admin, query));
            return (System.nanoTime() - start) / 1e6;
        });
        Arrays.sort(times);
        System.out.printf("%s | %s | %.1f | %.1f%n", name, place, times[TIMES / 2], times[TIMES - 1]);
    }
}
