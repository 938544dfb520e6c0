package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.sampling.SamplingDraw;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.db.Write;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Remembers an answer: the prediction, its coins and what must leave the process, in one statement or not at all. */
public final class PredictionRecorder {
    private final Pool pool;
    private final PredictionStore predictions;
    private final Ledger ledger;
    private final Outbox outbox;
    private final CrashPoints crashPoints;

    public PredictionRecorder(
            Pool pool, PredictionStore predictions, Ledger ledger, Outbox outbox, CrashPoints crashPoints) {
        this.pool = pool;
        this.predictions = predictions;
        this.ledger = ledger;
        this.outbox = outbox;
        this.crashPoints = crashPoints;
    }

    /**
     * The prediction that the session was answered with under the same idempotency key. Fails with
     * IDEMPOTENCY_KEY_REUSED when the bytes were others.
     */
    Future<Optional<Prediction>> replayOf(Upload upload, String key) {
        return predictions.underKey(upload.session(), key).compose(earlier -> sameBytes(upload, earlier));
    }

    private static Future<Optional<Prediction>> sameBytes(Upload upload, Optional<PredictionStore.Keyed> earlier) {
        boolean other = earlier.isPresent()
                && !earlier.get().request().equals(upload.photo().sha256());
        return other
                ? Future.failedFuture(new Failure(
                        ErrorCode.IDEMPOTENCY_KEY_REUSED,
                        "This Idempotency-Key was used for another photo; choose a new key for each photo"))
                : Future.succeededFuture(earlier.map(PredictionStore.Keyed::prediction));
    }

    /** Commits the answer, or finds the one that a parallel request with the same key has committed first. */
    Future<Prediction> remember(Answer answer) {
        return ledger.draw(pool, answer.prediction())
                .compose(draw -> write(answer, draw))
                .map(answer.prediction())
                .recover(e -> PredictionStore.isKeyTaken(e) ? committedFirst(answer, e) : Future.failedFuture(e));
    }

    private Future<Prediction> committedFirst(Answer answer, Throwable cause) {
        String key = Objects.requireNonNull(answer.upload().idempotencyKey(), "taken, so there is one");
        return replayOf(answer.upload(), key)
                .compose(earlier -> earlier.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(cause)));
    }

    /** The crash point lies where the statement is on its way, and nobody here knows what came of it. */
    private Future<Void> write(Answer answer, SamplingDraw draw) {
        List<OutboxMessage> messages = messages(answer, draw);
        Future<Void> committed = Write.together(writes(answer, draw, messages)).execute(pool);
        crashPoints.reached("before-commit");
        return committed.onSuccess(done -> {
            crashPoints.reached("after-commit");
            outbox.committed(messages);
        });
    }

    private List<Write> writes(Answer answer, SamplingDraw draw, List<OutboxMessage> messages) {
        Prediction prediction = answer.prediction();
        List<Write> writes = new ArrayList<>();
        writes.add(PredictionStore.insertion(answer));
        writes.add(PhotoFeatureStore.insertion(prediction.id(), answer.features()));
        writes.addAll(ledger.insertions(prediction.id(), prediction.version(), draw));
        messages.forEach(message -> writes.add(Outbox.insertion(message)));
        if (answer.place() == Answer.Place.SPOOL) {
            writes.add(PhotoSpool.insertion(prediction.id(), answer.photo().bytes()));
        }
        return writes;
    }

    private static List<OutboxMessage> messages(Answer answer, SamplingDraw draw) {
        PredictionId id = answer.prediction().id();
        List<OutboxMessage> messages = new ArrayList<>();
        if (draw.task().isPresent()) {
            messages.add(
                    new OutboxMessage(TaskRequest.TOPIC, TaskRequest.first(id).key(), new JsonObject()));
        }
        if (answer.place() == Answer.Place.SPOOL) {
            messages.add(new OutboxMessage(SpoolDelivery.TOPIC, id.toString(), new JsonObject()));
        }
        return messages;
    }
}
