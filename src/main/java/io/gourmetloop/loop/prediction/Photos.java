package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.AccountRole;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.Viewer;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Stored photos, for those who may see them: the session that sent one, and administrators. */
public final class Photos {
    private final PredictionStore predictions;
    private final PhotoSpool spool;
    private final ObjectStore store;

    public Photos(PredictionStore predictions, PhotoSpool spool, ObjectStore store) {
        this.predictions = predictions;
        this.spool = spool;
        this.store = store;
    }

    public record Photo(PhotoFormat format, Buffer bytes) {}

    /** Fails with NOT_FOUND, also when the viewer may not see it, or STORAGE_UNAVAILABLE. */
    public Future<Photo> photo(Viewer viewer, PredictionId id) {
        return predictions.require(id).map(found -> visible(viewer, found)).compose(this::bytes);
    }

    /** Fails with NOT_FOUND: what is another's does not exist. */
    static Prediction visible(Viewer viewer, Prediction prediction) {
        if (prediction.session().equals(viewer.session()) || viewer.can(AccountRole.ADMIN)) {
            return prediction;
        }
        throw PredictionStore.unknown(prediction.id());
    }

    /** For whoever asks in nobody's name. */
    Future<Photo> bytes(Prediction prediction) {
        StoredPhoto photo = prediction.photo();
        return store.get(Bucket.PRODUCTION, photo.key())
                .recover(e -> waiting(prediction.id(), e))
                .map(bytes -> new Photo(photo.format(), bytes));
    }

    private Future<Buffer> waiting(PredictionId id, Throwable cause) {
        boolean absent = cause instanceof Failure failure
                && (failure.code() == ErrorCode.NOT_FOUND || failure.code() == ErrorCode.STORAGE_UNAVAILABLE);
        return absent
                ? spool.find(id)
                        .compose(
                                found -> found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(cause)))
                : Future.failedFuture(cause);
    }
}
