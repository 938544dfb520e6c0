package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Pages of predictions, newest first, for those who may see them. */
public final class PredictionList {
    private static final String SELECT = """
            select p.id, p.created_at, p.label, p.confidence, p.model_version,
                   f.verdict, f.human_label as user_label, s.state, s.stream, g.label as truth
            from predictions p
            join image_states s on s.prediction_id = p.id
            left join ground_truth g on g.task_id = p.id
            left join lateral (select verdict, human_label from feedback
                               where prediction_id = p.id order by id desc limit 1) f on true
            """;

    /** What follows from a state and lets the database begin at the few rows that may have it. */
    private static final Map<String, String> IMPLIED = Map.of(
            "SAMPLED", "s.stream is not null",
            "IN_LABELING", "s.stream is not null",
            "LABELED", "g.outcome = 'label'",
            "REJECTED", "g.outcome <> 'label'");

    private final Pool pool;

    public PredictionList(Pool pool) {
        this.pool = pool;
    }

    /** At most {@code query.limit()} predictions; the next page begins before the last id of a full one. */
    public Future<List<PredictionSummary>> page(Viewer viewer, PredictionQuery query) {
        Conditions where = new Conditions();
        where.addUnless(
                viewer.can(AccountRole.ADMIN),
                "p.session_id = ",
                viewer.session().value());
        where.add(
                "p.id >= ",
                query.from() == null ? null : PredictionId.firstAt(query.from()).value());
        where.add(
                "p.id < ",
                query.to() == null ? null : PredictionId.firstAt(query.to()).value());
        where.add("p.id < ", query.before() == null ? null : query.before().value());
        where.add("p.label = ", query.label());
        where.add("p.confidence >= ", query.minConfidence());
        where.add("p.confidence <= ", query.maxConfidence());
        where.add(
                "p.model_version = ",
                query.version() == null ? null : query.version().number());
        where.add("s.stream = ", query.stream() == null ? null : query.stream().text());
        where.add("s.state = ", query.state());
        where.addText(query.state() == null ? null : IMPLIED.get(query.state()));
        where.add("g.label = ", query.humanLabel());
        return pool.preparedQuery(SELECT + where.sql() + " order by p.id desc limit " + query.limit())
                .execute(where.values)
                .map(PredictionList::summaries);
    }

    /** Conditions joined by "and", each with its value. */
    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final Tuple values = Tuple.tuple();

        void add(String left, @Nullable Object value) {
            if (value != null) {
                values.addValue(value);
                texts.add(left + "$" + values.size());
            }
        }

        void addText(@Nullable String text) {
            if (text != null) {
                texts.add(text);
            }
        }

        void addUnless(boolean exempt, String left, Object value) {
            add(left, exempt ? null : value);
        }

        String sql() {
            return texts.isEmpty() ? "" : "where " + String.join(" and ", texts);
        }
    }

    private static List<PredictionSummary> summaries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PredictionList::summary)
                .toList();
    }

    private static PredictionSummary summary(Row row) {
        return new PredictionSummary(
                new PredictionId(row.getUUID("id")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("label"),
                row.getDouble("confidence"),
                new ModelVersion(row.getInteger("model_version")),
                row.getString("verdict"),
                row.getString("user_label"),
                new PredictionSummary.Loop(row.getString("state"), row.getString("stream"), row.getString("truth")));
    }
}
