package io.gourmetloop.loop.monitoring;

import io.gourmetloop.loop.monitoring.Kappa.Judgments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How far the people can be trusted whose word is the truth here: annotators among themselves, users against annotators. */
public final class LabelQuality {
    private final Pool pool;
    private final Clock clock;

    public LabelQuality(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    public record Found(List<Agreement> agreements, List<Pace> paces, List<Claim> claims) {
        public Found {
            agreements = List.copyOf(agreements);
            paces = List.copyOf(paces);
            claims = List.copyOf(claims);
        }
    }

    /** Two annotators on the images that both judged; kappa is null where chance explains everything. */
    public record Agreement(
            String one,
            String other,
            long images,
            long agreed,
            @Nullable Double kappa) {}

    /** Seconds from seeing an image to the answer: the middle one, and the one that nine of ten stay below. */
    public record Pace(
            String annotator,
            long annotations,
            @Nullable Double median,
            @Nullable Double ninth) {}

    /**
     * What users said of answers ({@code objected}: the answer is wrong; {@code corrected}: it is this class;
     * {@code confirmed}: it is right), of how many images annotators know the truth without having seen it, and how often
     * the users were right. The interval is null without such an image.
     */
    public record Claim(
            String kind,
            long images,
            long labeled,
            long right,
            @Nullable Interval interval) {}

    /** Of the time that ends now. */
    public Future<Found> of(Duration time) {
        OffsetDateTime since = clock.instant().minus(time).atOffset(ZoneOffset.UTC);
        Future<List<Agreement>> agreements = agreements(since);
        Future<List<Pace>> paces = paces(since);
        Future<List<Claim>> claims = claims(since);
        return Future.all(agreements, paces, claims)
                .map(all -> new Found(agreements.result(), paces.result(), claims.result()));
    }

    /** Of each annotator the newest word on an image; a skip is none. */
    private Future<List<Agreement>> agreements(OffsetDateTime since) {
        return pool.preparedQuery("""
                        with votes as (
                            select distinct on (task_id, annotator) task_id, annotator, coalesce(label, outcome) as said
                            from annotations
                            where created_at >= $1 and deleted_at is null and outcome <> 'skipped'
                            order by task_id, annotator, updated_at desc
                        )
                        select a.annotator as one, b.annotator as other, a.said as one_said, b.said as other_said,
                               count(*) as images
                        from votes a
                        join votes b on b.task_id = a.task_id and b.annotator > a.annotator
                        group by 1, 2, 3, 4
                        order by 1, 2
                        """).execute(Tuple.of(since)).map(LabelQuality::agreements);
    }

    private record Couple(String one, String other) {}

    private static List<Agreement> agreements(Iterable<Row> rows) {
        Map<Couple, List<Judgments>> couples = new LinkedHashMap<>();
        rows.forEach(row -> couples.computeIfAbsent(
                        new Couple(row.getString("one"), row.getString("other")), couple -> new ArrayList<>())
                .add(new Judgments(row.getString("one_said"), row.getString("other_said"), row.getLong("images"))));
        return couples.entrySet().stream()
                .map(entry -> agreement(entry.getKey(), Kappa.of(entry.getValue())))
                .toList();
    }

    private static Agreement agreement(Couple couple, Kappa kappa) {
        Double value = kappa.value().isPresent() ? kappa.value().getAsDouble() : null;
        return new Agreement(couple.one, couple.other, kappa.images(), kappa.agreed(), value);
    }

    private Future<List<Pace>> paces(OffsetDateTime since) {
        return pool.preparedQuery("""
                        select annotator, count(*) as annotations,
                               percentile_cont(0.5) within group (order by lead_time) as median,
                               percentile_cont(0.9) within group (order by lead_time) as ninth
                        from annotations
                        where created_at >= $1 and deleted_at is null
                        group by 1
                        order by 2 desc, 1
                        """)
                .execute(Tuple.of(since))
                .map(rows -> list(
                        rows,
                        row -> new Pace(
                                row.getString("annotator"),
                                row.getLong("annotations"),
                                row.getDouble("median"),
                                row.getDouble("ninth"))));
    }

    /** An objection is not taken back by a later word; the truth is that of blind tasks, where no annotator saw the claim. */
    private Future<List<Claim>> claims(OffsetDateTime since) {
        return pool.preparedQuery("""
                        with said as (
                            select prediction_id, bool_or(verdict in ('FLAGGED', 'CORRECTED')) as objected,
                                   (array_agg(human_label order by id desc) filter (where verdict = 'CORRECTED'))[1] as meant
                            from feedback
                            where created_at >= $1
                            group by 1
                        ), judged as (
                            select s.objected, s.meant, p.label as predicted, g.label as truth
                            from said s
                            join predictions p on p.id = s.prediction_id
                            left join sampling_ledger l on l.prediction_id = p.id and l.task_purpose = 'evaluation'
                            left join ground_truth g on g.task_id = l.prediction_id and g.outcome = 'label'
                        )
                        select 'objected' as kind, count(*) as images, count(truth) as labeled,
                               count(*) filter (where truth <> predicted) as right_ones
                        from judged where objected
                        union all
                        select 'corrected', count(*), count(truth), count(*) filter (where truth = meant)
                        from judged where meant is not null
                        union all
                        select 'confirmed', count(*), count(truth), count(*) filter (where truth = predicted)
                        from judged where not objected
                        """).execute(Tuple.of(since)).map(rows -> list(rows, LabelQuality::claim));
    }

    private static Claim claim(Row row) {
        long labeled = row.getLong("labeled");
        long right = row.getLong("right_ones");
        Interval interval = labeled == 0 ? null : Interval.wilson((double) right / labeled, (double) labeled);
        return new Claim(row.getString("kind"), row.getLong("images"), labeled, right, interval);
    }

    private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
