package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.loop.sampling.SamplingDraw;
import io.gourmetloop.loop.sampling.TaskRequest;
import io.gourmetloop.platform.db.Database;
import io.gourmetloop.platform.outbox.Outbox;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers an answer: the prediction, its coins and what must leave the process, in one transaction or not at all. */
public final class PredictionRecorder {
    private final Database database;
    private final PredictionStore predictions;
    private final PhotoFeatureStore features = new PhotoFeatureStore();
    private final Ledger ledger;
    private final PhotoSpool spool;
    private final Outbox outbox;
    private final CrashPoints crashPoints;

    public PredictionRecorder(
            Database database,
            PredictionStore predictions,
            Ledger ledger,
            PhotoSpool spool,
            Outbox outbox,
            CrashPoints crashPoints) {
        this.database = database;
        this.predictions = predictions;
        this.ledger = ledger;
        this.spool = spool;
        this.outbox = outbox;
        this.crashPoints = crashPoints;
    }

    /**
     * The prediction that the session was answered with under the same idempotency key. Fails with
     * IDEMPOTENCY_KEY_REUSED when the bytes were others.
     */
    Future<Optional<Prediction>> replayOf(Upload upload) {
        String key = upload.idempotencyKey();
        return key == null
                ? Future.succeededFuture(Optional.empty())
                : predictions.underKey(upload.session(), key).compose(earlier -> sameBytes(upload, earlier));
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
        return database.withTransaction(tx -> write(tx, answer))
                .onSuccess(done -> crashPoints.reached("after-commit"))
                .map(answer.prediction())
                .recover(e -> PredictionStore.isKeyTaken(e) ? committedFirst(answer, e) : Future.failedFuture(e));
    }

    private Future<Prediction> committedFirst(Answer answer, Throwable cause) {
        return replayOf(answer.upload())
                .compose(earlier -> earlier.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(cause)));
    }

    private Future<Void> write(SqlConnection tx, Answer answer) {
        return ledger.draw(tx, answer.prediction()).compose(draw -> write(tx, answer, draw));
    }

    /** The statements go out together; the first that fails fails the transaction. */
    private Future<Void> write(SqlConnection tx, Answer answer, SamplingDraw draw) {
        Prediction prediction = answer.prediction();
        List<Future<Void>> writes = new ArrayList<>();
        writes.add(predictions.insert(tx, answer));
        writes.add(features.insert(tx, prediction.id(), answer.features()));
        writes.add(ledger.insert(tx, prediction, draw));
        if (draw.task().isPresent()) {
            writes.add(enqueue(
                    tx, TaskRequest.TOPIC, TaskRequest.first(prediction.id()).key()));
        }
        if (answer.place() == Answer.Place.SPOOL) {
            writes.add(spool.insert(tx, prediction.id(), answer.photo().bytes()));
            writes.add(enqueue(tx, SpoolDelivery.TOPIC, prediction.id().toString()));
        }
        return Future.join(writes)
                .onSuccess(done -> crashPoints.reached("before-commit"))
                .mapEmpty();
    }

    private Future<Void> enqueue(SqlConnection tx, String topic, String key) {
        return outbox.enqueue(tx, new OutboxMessage(topic, key, new JsonObject()));
    }
}
