package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.PhotoProblem;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.model.inference.Classified;
import io.gourmetloop.model.inference.Classifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes photos that were answered before their looks were kept, from their stored bytes. Whoever wants to compare photos
 * asks for those: describing all of a long history would take days.
 */
public final class MissingFeatures {
    private static final Logger LOG = LoggerFactory.getLogger(MissingFeatures.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final PredictionStore predictions;
    private final Photos photos;
    private final Classifier classifier;

    public MissingFeatures(Pool pool, PredictionStore predictions, Photos photos, Classifier classifier) {
        this.pool = pool;
        this.predictions = predictions;
        this.photos = photos;
        this.classifier = classifier;
    }

    /**
     * One after the other, so that users' photos come first. Completes when each has been tried: what failed because the
     * store is away, or too many photos wait, is left for the next time.
     */
    public Future<Void> complete(Collection<PredictionId> ids) {
        Future<Void> done = Future.succeededFuture();
        for (PredictionId id : ids) {
            done = done.compose(before -> complete(id));
        }
        return done;
    }

    private Future<Void> complete(PredictionId id) {
        return predictions.require(id).compose(this::describe).transform(described -> {
            if (described.failed()) {
                LOG.info(
                        "The photo of {} is described another time: {}",
                        id,
                        described.cause().getMessage());
            }
            return Future.succeededFuture();
        });
    }

    private Future<Void> describe(Prediction prediction) {
        return photos.bytes(prediction)
                .compose(photo -> classify(photo.bytes()))
                .map(classified -> features(prediction, classified))
                .recover(MissingFeatures::unusable)
                .compose(found ->
                        PhotoFeatureStore.insertion(prediction.id(), found).execute(pool));
    }

    private Future<Classified> classify(Buffer bytes) {
        try {
            return classifier.classify(classifier.inspect(Content.of(bytes.getBytes())), Deadline.after(PATIENCE));
        } catch (Failure refused) {
            return Future.failedFuture(refused);
        }
    }

    private static PhotoFeatures features(Prediction prediction, Classified classified) {
        PhotoFeatures features = PhotoFeatures.of(classified);
        return classified.version().equals(prediction.version()) ? features : features.withoutEmbedding();
    }

    private static Future<PhotoFeatures> unusable(Throwable cause) {
        return cause instanceof Failure failure
                ? PhotoProblem.of(failure.code())
                        .map(problem -> Future.succeededFuture(PhotoFeatures.unusable(problem)))
                        .orElseGet(() -> Future.failedFuture(cause))
                : Future.failedFuture(cause);
    }
}
