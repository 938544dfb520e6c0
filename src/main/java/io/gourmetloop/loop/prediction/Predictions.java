package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.sampling.Sampler;
import io.gourmetloop.model.inference.Classified;
import io.gourmetloop.model.inference.Classifier;
import io.gourmetloop.model.inference.CleanPhoto;
import io.gourmetloop.model.inference.Photo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers photos: classify, keep the photo, remember the prediction with its coins and tasks in one statement, answer.
 * A row without its photo never exists; a photo whose row never came is swept by {@link OrphanSweep}.
 */
public final class Predictions {
    private final Classifier classifier;
    private final PhotoKeeper keeper;
    private final PredictionRecorder recorder;
    private final Sampler sampler;
    private final Supplier<Future<Void>> room;
    private final Clock clock;

    /** {@code room} fails while there is none for more photos. */
    public Predictions(
            Classifier classifier,
            PhotoKeeper keeper,
            PredictionRecorder recorder,
            Sampler sampler,
            Supplier<Future<Void>> room,
            Clock clock) {
        this.classifier = classifier;
        this.keeper = keeper;
        this.recorder = recorder;
        this.sampler = sampler;
        this.room = room;
        this.clock = clock;
    }

    /** Whether a photo can be kept; to be asked before its bytes are read. Fails with DISK_FULL. */
    public Future<Void> admit() {
        return room.get();
    }

    /**
     * The answer, once it can no longer be lost; an earlier one when its session used the same idempotency key for the
     * same bytes. Fails with the codes of {@link Photo#inspect} and {@link Classifier#classify}, IDEMPOTENCY_KEY_REUSED,
     * STORAGE_UNAVAILABLE or DATABASE_UNAVAILABLE; nothing is stored then.
     */
    public Future<Prediction> predict(Upload upload) {
        String key = upload.idempotencyKey();
        return key == null
                ? answer(upload)
                : recorder.replayOf(upload, key).compose(earlier -> answer(upload, earlier));
    }

    private Future<Prediction> answer(Upload upload, Optional<Prediction> earlier) {
        return earlier.map(Future::succeededFuture).orElseGet(() -> answer(upload));
    }

    private Future<Prediction> answer(Upload upload) {
        return classify(upload)
                .map(classified -> answer(upload, classified))
                .compose(keeper::keep)
                .compose(recorder::remember);
    }

    private Future<Classified> classify(Upload upload) {
        try {
            return classifier.classify(classifier.inspect(upload.photo()), upload.deadline());
        } catch (Failure refused) {
            return Future.failedFuture(refused);
        }
    }

    private Answer answer(Upload upload, Classified classified) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PredictionId id = PredictionId.create(now);
        CleanPhoto photo = classified.photo();
        Prediction prediction = new Prediction(
                id,
                now,
                upload.session(),
                classified.version(),
                classified.labels(),
                Scores.of(classified),
                sampler.role(photo.sha256()),
                new StoredPhoto(key(id, classified), photo.format(), photo.sha256(), photo.width(), photo.height()));
        return new Answer(upload, prediction, photo.content(), PhotoFeatures.of(classified), Answer.Place.NOWHERE);
    }

    /** A photo lies under the class that the model saw in it. */
    private static ObjectKey key(PredictionId id, Classified classified) {
        return ObjectKey.of(Labels.folder(classified.index()) + "/" + id + "."
                + classified.photo().format().extension());
    }
}
