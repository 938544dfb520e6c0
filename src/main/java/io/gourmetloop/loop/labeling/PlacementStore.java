package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Table {@code placements}: where the copy of an image lies. At most one row, and one copy, for each. */
public final class PlacementStore {
    private final Pool pool;

    public PlacementStore(Pool pool) {
        this.pool = pool;
    }

    record Place(Bucket bucket, ObjectKey key) {}

    /**
     * The image, what is known of its class, where its photo lies or is {@code spooled} to go, the labels of the version
     * that answered, and where the copy lies.
     */
    record Subject(
            PredictionId prediction,
            ClassEvidence evidence,
            ObjectKey photo,
            boolean spooled,
            Labels labels,
            Optional<Place> at) {}

    Future<Optional<Subject>> find(PredictionId prediction) {
        return pool.preparedQuery("""
                        select p.id, g.outcome, g.label as truth, f.verdict, f.human_label, p.label, p.confidence,
                               p.created_at, p.photo_key, m.labels, c.bucket, c.key,
                               exists (select 1 from photo_spool s where s.prediction_id = p.id) as spooled,
                               exists (select 1 from sampling_ledger l
                                       where l.prediction_id = p.id and l.task_purpose is not null) as has_task
                        from predictions p
                        join model_versions m on m.number = p.model_version
                        left join ground_truth g on g.task_id = p.id
                        left join placements c on c.prediction_id = p.id
                        left join lateral (select verdict, human_label from feedback
                                           where prediction_id = p.id order by id desc limit 1) f on true
                        where p.id = $1
                        """)
                .execute(Tuple.of(prediction.value()))
                .map(rows -> Rows.first(rows).map(PlacementStore::subject));
    }

    private static Subject subject(Row row) {
        return new Subject(
                new PredictionId(row.getUUID("id")),
                evidence(row),
                ObjectKey.of(row.getString("photo_key")),
                row.getBoolean("spooled"),
                new Labels(Stream.of(row.getArrayOfStrings("labels"))
                        .map(Label::new)
                        .toList()),
                Optional.ofNullable(row.getString("bucket")).map(bucket -> place(bucket, row.getString("key"))));
    }

    private static ClassEvidence evidence(Row row) {
        String outcome = row.getString("outcome");
        String verdict = row.getString("verdict");
        return new ClassEvidence(
                outcome == null ? null : AnnotationStore.opinion(outcome, row.getString("truth")),
                "CORRECTED".equals(verdict) ? label(row.getString("human_label")) : null,
                "CORRECTED".equals(verdict) || "FLAGGED".equals(verdict),
                new Label(row.getString("label")),
                row.getDouble("confidence"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getBoolean("has_task"));
    }

    private static @Nullable Label label(@Nullable String text) {
        return text == null ? null : new Label(text);
    }

    private static Place place(String bucket, String key) {
        return Stream.of(Bucket.values())
                .filter(each -> name(each).equals(bucket))
                .findFirst()
                .map(each -> new Place(each, ObjectKey.of(key)))
                .orElseThrow(() -> new IllegalStateException("There is no bucket '" + bucket + "'"));
    }

    /** Without the installation's prefix: a copied database stays readable. */
    private static String name(Bucket bucket) {
        return bucket.name("");
    }

    /** Replaces what was read as {@code before}; answers whether it still was so. */
    Future<Boolean> record(PredictionId prediction, Optional<Place> before, Optional<Place> after, Instant now) {
        return after.map(place -> move(prediction, before, place, now)).orElseGet(() -> remove(prediction, before));
    }

    private Future<Boolean> move(PredictionId prediction, Optional<Place> before, Place after, Instant now) {
        return pool.preparedQuery("""
                        insert into placements (prediction_id, bucket, key, placed_at)
                        select $1, $2, $3, $4 where $6::text is null
                            or exists (select 1 from placements where prediction_id = $1)
                        on conflict (prediction_id) do update
                            set bucket = excluded.bucket, key = excluded.key, placed_at = excluded.placed_at
                            where placements.bucket = $5 and placements.key = $6
                        """)
                .execute(Tuple.of(
                        prediction.value(),
                        name(after.bucket()),
                        after.key().value(),
                        Rows.utc(now),
                        before.map(place -> name(place.bucket())).orElse(null),
                        before.map(place -> place.key().value()).orElse(null)))
                .map(rows -> rows.rowCount() == 1);
    }

    private Future<Boolean> remove(PredictionId prediction, Optional<Place> before) {
        return before.map(place -> pool.preparedQuery(
                                "delete from placements where prediction_id = $1 and bucket = $2 and key = $3")
                        .execute(Tuple.of(
                                prediction.value(),
                                name(place.bucket()),
                                place.key().value()))
                        .map(rows -> rows.rowCount() == 1))
                .orElseGet(() -> Future.succeededFuture(true));
    }
}
