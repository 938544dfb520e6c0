package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One prediction with all that happened to it since. */
public final class PredictionHistory {
    private final Pool pool;
    private final PredictionStore predictions;
    private final FeedbackStore feedback;

    public PredictionHistory(Pool pool, PredictionStore predictions, FeedbackStore feedback) {
        this.pool = pool;
        this.predictions = predictions;
        this.feedback = feedback;
    }

    /** {@code loop} is there for administrators alone: an end user is not told what annotators said. */
    public record Detail(Prediction prediction, List<Feedback> feedback, Optional<Loop> loop) {}

    public record Loop(String state, @Nullable String humanLabel, List<Coin> coins, List<Annotation> annotations) {}

    /** A row of the ledger: why the image was, or was not, sampled. */
    public record Coin(
            String stream,
            double probability,
            double coin,
            boolean chosen,
            @Nullable String taskPurpose,
            String policy,
            String saltId,
            Instant decidedAt) {}

    public record Annotation(
            String annotator,
            String outcome,
            @Nullable String label,
            @Nullable Double leadTime,
            Instant createdAt,
            Instant updatedAt) {}

    /** Fails with NOT_FOUND, also when the viewer may not see it. */
    public Future<Detail> detail(Viewer viewer, PredictionId id) {
        return predictions
                .require(id)
                .map(found -> Photos.visible(viewer, found))
                .compose(found -> feedback.of(id).compose(said -> detail(viewer, found, said)));
    }

    private Future<Detail> detail(Viewer viewer, Prediction prediction, List<Feedback> said) {
        return viewer.can(AccountRole.ADMIN)
                ? loop(prediction.id()).map(loop -> new Detail(prediction, said, Optional.of(loop)))
                : Future.succeededFuture(new Detail(prediction, said, Optional.empty()));
    }

    private Future<Loop> loop(PredictionId id) {
        Future<RowSet<Row>> state = query("""
                select s.state, g.label from image_states s left join ground_truth g on g.task_id = s.prediction_id
                where s.prediction_id = $1
                """, id);
        Future<List<Coin>> coins = query("""
                        select stream, probability, coin, chosen, task_purpose, policy, salt_id, decided_at
                        from sampling_ledger where prediction_id = $1 order by decided_at, stream
                        """, id).map(rows -> list(rows, PredictionHistory::coin));
        Future<List<Annotation>> annotations = query("""
                        select annotator, outcome, label, lead_time, created_at, updated_at
                        from annotations
                        where task_id = coalesce((select task_id from shared_tasks where prediction_id = $1), $1)
                          and deleted_at is null
                        order by created_at, id
                        """, id).map(rows -> list(rows, PredictionHistory::annotation));
        return Future.all(state, coins, annotations)
                .map(all -> loop(state.result().iterator().next(), coins.result(), annotations.result()));
    }

    private static Loop loop(Row state, List<Coin> coins, List<Annotation> annotations) {
        return new Loop(state.getString("state"), state.getString("label"), coins, annotations);
    }

    private Future<RowSet<Row>> query(String sql, PredictionId id) {
        return pool.preparedQuery(sql).execute(Tuple.of(id.value()));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reader) {
        return StreamSupport.stream(rows.spliterator(), false).map(reader).toList();
    }

    private static Coin coin(Row row) {
        return new Coin(
                row.getString("stream"),
                row.getDouble("probability"),
                row.getDouble("coin"),
                row.getBoolean("chosen"),
                row.getString("task_purpose"),
                row.getString("policy"),
                row.getString("salt_id"),
                row.getOffsetDateTime("decided_at").toInstant());
    }

    private static Annotation annotation(Row row) {
        return new Annotation(
                row.getString("annotator"),
                row.getString("outcome"),
                row.getString("label"),
                row.getDouble("lead_time"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
