package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.CrashPoints;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts photos into the bucket {@code production}; while the store is away their bytes wait in the database. */
public final class PhotoKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoKeeper.class);

    private final ObjectStore store;
    private final PhotoSpool spool;
    private final CrashPoints crashPoints;

    public PhotoKeeper(ObjectStore store, PhotoSpool spool, CrashPoints crashPoints) {
        this.store = store;
        this.spool = spool;
        this.crashPoints = crashPoints;
    }

    /** Fails with STORAGE_UNAVAILABLE when the store is away and the spool is full. */
    Future<Answer> keep(Answer answer) {
        crashPoints.reached("before-put");
        return put(answer.prediction(), answer)
                .map(answer.at(Answer.Place.STORE))
                .onSuccess(kept -> crashPoints.reached("after-put"))
                .recover(e -> spooled(answer, e));
    }

    private Future<Void> put(Prediction prediction, Answer answer) {
        StoredPhoto photo = prediction.photo();
        return store.put(
                Bucket.PRODUCTION, photo.key(), answer.photo(), photo.format().mediaType(), tags(prediction));
    }

    static Map<String, String> tags(Prediction prediction) {
        return Map.of(
                "predicted_class", prediction.scores().label().text(),
                "confidence",
                        String.format(
                                Locale.ROOT,
                                "%.3f",
                                prediction.scores().confidence().value()),
                "timestamp", prediction.createdAt().toString(),
                "model_version", prediction.version().toString());
    }

    private Future<Answer> spooled(Answer answer, Throwable cause) {
        if (!(cause instanceof Failure failure) || failure.code() != ErrorCode.STORAGE_UNAVAILABLE) {
            return Future.failedFuture(cause);
        }
        LOG.warn(
                "The photo of {} waits in the database: {}", answer.prediction().id(), failure.detail());
        return spool.room(answer.photo().size()).map(room -> answer.at(Answer.Place.SPOOL));
    }
}
