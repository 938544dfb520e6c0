package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.outbox.OutboxHandler;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Moves a waiting photo from the database to the bucket. Repeating it does no harm: the key is the same. */
public final class SpoolDelivery implements OutboxHandler {
    public static final String TOPIC = "photo";

    private final PhotoSpool spool;
    private final PredictionStore predictions;
    private final ObjectStore store;

    public SpoolDelivery(PhotoSpool spool, PredictionStore predictions, ObjectStore store) {
        this.spool = spool;
        this.predictions = predictions;
        this.store = store;
    }

    @Override
    public Future<Void> deliver(OutboxMessage message) {
        PredictionId id = PredictionId.parse(message.key());
        return spool.find(id).compose(bytes -> move(id, bytes));
    }

    private Future<Void> move(PredictionId id, Optional<Buffer> waiting) {
        return waiting.map(bytes -> predictions
                        .require(id)
                        .compose(prediction -> put(prediction, bytes))
                        .compose(put -> spool.delete(id)))
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> put(Prediction prediction, Buffer bytes) {
        StoredPhoto photo = prediction.photo();
        return store.put(
                Bucket.PRODUCTION,
                photo.key(),
                Content.of(bytes.getBytes()),
                photo.format().mediaType(),
                PhotoKeeper.tags(prediction));
    }
}
