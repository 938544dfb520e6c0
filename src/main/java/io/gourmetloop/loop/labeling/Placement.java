package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.labeling.ClassEvidence.Home;
import io.gourmetloop.loop.labeling.PlacementStore.Place;
import io.gourmetloop.loop.labeling.PlacementStore.Subject;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.outbox.OutboxHandler;
import io.gourmetloop.platform.outbox.OutboxMessage;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the copy of an image to where it belongs: {@code production-clean} or {@code production-noisy}, under its class.
 * Orders are answered by what is known when they are delivered, so neither their number nor their sequence matters.
 */
public final class Placement implements OutboxHandler {
    public static final String TOPIC = PlacementOrder.TOPIC;

    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

    private final PlacementStore placements;
    private final ObjectStore store;
    private final LabelingConfig config;
    private final Supplier<Labels> servedLabels;
    private final Clock clock;

    public Placement(
            PlacementStore placements,
            ObjectStore store,
            LabelingConfig config,
            Supplier<Labels> servedLabels,
            Clock clock) {
        this.placements = placements;
        this.store = store;
        this.config = config;
        this.servedLabels = servedLabels;
        this.clock = clock;
    }

    @Override
    public Future<Void> deliver(OutboxMessage message) {
        return place(PlacementOrder.of(message).prediction());
    }

    private Future<Void> place(PredictionId prediction) {
        return placements
                .find(prediction)
                .compose(found -> found.map(this::place).orElseGet(() -> gone(prediction)));
    }

    private static Future<Void> gone(PredictionId prediction) {
        LOG.info("Prediction {} is gone: it needs no copy", prediction);
        return Future.succeededFuture();
    }

    private Future<Void> place(Subject subject) {
        Optional<Place> wanted =
                subject.evidence().home(config, clock.instant()).map(home -> place(subject, home));
        if (wanted.equals(subject.at())) {
            return Future.succeededFuture();
        }
        return copy(subject, wanted)
                .compose(done -> delete(subject.at()))
                .compose(done -> placements.record(subject.prediction(), subject.at(), wanted, clock.instant()))
                .compose(recorded -> recorded ? Future.succeededFuture() : overtaken(subject, wanted));
    }

    /** Another order for the same image was delivered meanwhile: its record stands, and the look is taken again. */
    private Future<Void> overtaken(Subject subject, Optional<Place> mine) {
        return placements
                .find(subject.prediction())
                .compose(now -> now.flatMap(Subject::at).equals(mine) ? Future.succeededFuture() : delete(mine))
                .compose(done -> place(subject.prediction()));
    }

    private Future<Void> copy(Subject subject, Optional<Place> wanted) {
        if (wanted.isPresent() && subject.spooled()) {
            return Future.failedFuture(new Failure(
                    ErrorCode.STORAGE_UNAVAILABLE, "The photo of " + subject.prediction() + " waits in the database"));
        }
        return wanted.map(place -> store.copy(Bucket.PRODUCTION, subject.photo(), place.bucket(), place.key()))
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> delete(Optional<Place> place) {
        return place.map(old -> store.delete(old.bucket(), old.key())).orElseGet(Future::succeededFuture);
    }

    private Place place(Subject subject, Home home) {
        String photo = subject.photo().value();
        String name = photo.substring(photo.lastIndexOf('/') + 1);
        return new Place(home.bucket(), ObjectKey.of(folder(subject, home.label()), name));
    }

    /** Of the version that answered, as in the bucket {@code production}; a class that it did not know is the new model's. */
    private String folder(Subject subject, Label label) {
        Labels own = subject.labels();
        return own.inOrder().contains(label)
                ? own.folder(label)
                : servedLabels.get().folder(servedLabels.get().require(label.text()));
    }
}
