package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Pages of predictions, newest first, for those who may see them. */
public final class PredictionList {
    /** What is shown of the predictions of a page; the page itself is found first, by as few tables as its filters need. */
    private static final String SHOWN = """
            select p.id, p.created_at, p.label, p.confidence, p.model_version,
                   f.verdict, f.human_label as user_label, s.state, s.stream, g.label as truth
            from page
            join predictions p on p.id = page.id
            join image_states s on s.prediction_id = page.id
            left join ground_truth g on g.task_id = page.id
            left join lateral (select verdict, human_label from feedback
                               where prediction_id = page.id order by id desc limit 1) f on true
            order by page.id desc
            """;

    private static final String SAMPLED =
            " left join sampling_ledger l on l.prediction_id = p.id and l.task_purpose is not null";
    private static final String DELIVERED =
            " left join (select id from tasks" + " union all select prediction_id from shared_tasks) t on t.id = p.id";
    private static final String DECIDED = " left join ground_truth g on g.task_id = p.id";
    /** A task that is not delivered is on its way, or given up; one whose message was lost is sent again by a sweep. */
    private static final String ON_THE_WAY = " join (select distinct split_part(key, '/', 1)::uuid as id from outbox"
            + " where topic = '" + TaskRequest.TOPIC + "' and state in ('open', 'dead')) o on o.id = p.id";

    private static final String OF_LEDGER = "l.prediction_id";
    private static final String OF_TASK = "t.id";
    private static final String OF_TRUTH = "g.task_id";

    /** The states of the view {@code image_states}, in words that let the database begin at the fewest rows. */
    private static final Map<String, Filter> STATES = Map.of(
            "NEW", new Filter("l.prediction_id is null", null, SAMPLED),
            "SAMPLED", new Filter("t.id is null", null, ON_THE_WAY, DELIVERED),
            "IN_LABELING", new Filter("t.id is not null and g.task_id is null", OF_TASK, DELIVERED, DECIDED),
            "LABELED", new Filter("g.outcome = 'label'", OF_TRUTH, DECIDED),
            "REJECTED", new Filter("g.outcome <> 'label'", OF_TRUTH, DECIDED));

    /** A condition, the id in a table where it wants a row, and the tables beside predictions that it speaks of. */
    private record Filter(String condition, @Nullable String id, List<String> joins) {
        Filter(String condition, @Nullable String id, String... joins) {
            this(condition, id, List.of(joins));
        }
    }

    private final Pool pool;

    public PredictionList(Pool pool) {
        this.pool = pool;
    }

    /**
     * At most {@code query.limit()} predictions; the next page begins before the last id of a full one. Fails with
     * FORBIDDEN when an end user filters by what only administrators are shown, since the filter would tell it.
     */
    public Future<List<PredictionSummary>> page(Viewer viewer, PredictionQuery query) {
        boolean administrator = viewer.can(AccountRole.ADMIN);
        return query.asksAboutLoop() && !administrator
                ? Future.failedFuture(new Failure(
                        ErrorCode.FORBIDDEN, "Only administrators may filter by state, stream and human_label"))
                : page(viewer, query, administrator);
    }

    private Future<List<PredictionSummary>> page(Viewer viewer, PredictionQuery query, boolean administrator) {
        Conditions where = new Conditions();
        where.addUnless(
                administrator && !query.mine(),
                "p.session_id = ",
                viewer.session().value());
        where.add("p.label = ", query.label());
        where.add("p.confidence >= ", query.minConfidence());
        where.add("p.confidence <= ", query.maxConfidence());
        where.add(
                "p.model_version = ",
                query.version() == null ? null : query.version().number());
        where.add("l.stream = ", query.stream() == null ? null : query.stream().text(), OF_LEDGER, SAMPLED);
        where.add("g.label = ", query.humanLabel(), OF_TRUTH, DECIDED);
        if (query.state() != null) {
            where.add(Objects.requireNonNull(STATES.get(query.state()), "the contract knows the states"));
        }
        where.bound(" >= ", query.from() == null ? null : PredictionId.firstAt(query.from()));
        where.bound(" < ", query.to() == null ? null : PredictionId.firstAt(query.to()));
        where.bound(" < ", query.before());
        return pool.preparedQuery(where.page(query.limit()) + SHOWN)
                .execute(where.values)
                .map(rows -> summaries(rows, administrator));
    }

    /** Conditions joined by "and", each with its value, on predictions and the tables that they speak of. */
    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final Set<String> joins = new LinkedHashSet<>();
        private final Set<String> ids = new LinkedHashSet<>(Set.of("p.id"));
        private final Tuple values = Tuple.tuple();

        void add(String left, @Nullable Object value) {
            if (value != null) {
                values.addValue(value);
                texts.add(left + "$" + values.size());
            }
        }

        void add(String left, @Nullable Object value, String id, String table) {
            add(left, value);
            if (value != null) {
                ids.add(id);
                joins.add(table);
            }
        }

        void add(Filter filter) {
            texts.add(filter.condition());
            joins.addAll(filter.joins());
            if (filter.id() != null) {
                ids.add(filter.id());
            }
        }

        void addUnless(boolean exempt, String left, Object value) {
            add(left, exempt ? null : value);
        }

        /** On the ids of all tables of the conditions so far: the database infers equality among them, but no order. */
        void bound(String comparison, @Nullable PredictionId bound) {
            if (bound != null) {
                values.addValue(bound.value());
                ids.forEach(id -> texts.add(id + comparison + "$" + values.size()));
            }
        }

        String page(int limit) {
            String where = texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
            return Database.PLANNED_FOR_ITS_VALUES + "with page as materialized (select p.id from predictions p"
                    + String.join("", joins) + where + " order by p.id desc limit " + limit + ")\n";
        }
    }

    private static List<PredictionSummary> summaries(RowSet<Row> rows, boolean administrator) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> summary(row, administrator ? loop(row) : null))
                .toList();
    }

    private static PredictionSummary.Loop loop(Row row) {
        return new PredictionSummary.Loop(row.getString("state"), row.getString("stream"), row.getString("truth"));
    }

    private static PredictionSummary summary(Row row, PredictionSummary.@Nullable Loop loop) {
        return new PredictionSummary(
                new PredictionId(row.getUUID("id")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("label"),
                row.getDouble("confidence"),
                new ModelVersion(row.getInteger("model_version")),
                row.getString("verdict"),
                row.getString("user_label"),
                loop);
    }
}
