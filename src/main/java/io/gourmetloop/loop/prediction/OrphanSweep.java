package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.Labels;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.platform.storage.Bucket;
import io.gourmetloop.platform.storage.ListPage;
import io.gourmetloop.platform.storage.ObjectInfo;
import io.gourmetloop.platform.storage.ObjectKey;
import io.gourmetloop.platform.storage.ObjectStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Deletes photos whose transaction never came: older than an hour, without a row. Keys sort by time inside of a class, so
 * a sweep reads the keys of the last two days only, however many photos there are.
 */
public final class OrphanSweep {
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration REACH = Duration.ofDays(2);
    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final PredictionStore predictions;
    private final Supplier<Optional<Labels>> classes;
    private final Clock clock;

    public OrphanSweep(
            ObjectStore store, PredictionStore predictions, Supplier<Optional<Labels>> classes, Clock clock) {
        this.store = store;
        this.predictions = predictions;
        this.classes = classes;
        this.clock = clock;
    }

    /** Says how many were swept. */
    public Future<String> run() {
        Instant now = clock.instant();
        int folders = classes.get().map(Labels::size).orElse(0);
        Future<Integer> swept = Future.succeededFuture(0);
        for (int i = 0; i < folders; i++) {
            String folder = Labels.folder(i) + "/";
            swept = swept.compose(sum -> sweep(folder, folder + PredictionId.firstAt(now.minus(REACH)), now)
                    .map(n -> sum + n));
        }
        return swept.map(sum -> sum + " photos without a prediction deleted");
    }

    private Future<Integer> sweep(String folder, String after, Instant now) {
        return store.list(Bucket.PRODUCTION, folder, after, PAGE).compose(page -> sweep(folder, page, now));
    }

    private Future<Integer> sweep(String folder, ListPage page, Instant now) {
        List<ObjectKey> old = page.objects().stream()
                .map(ObjectInfo::key)
                .filter(key -> madeBefore(key, now.minus(GRACE)))
                .toList();
        return orphans(old)
                .compose(this::delete)
                .compose(count -> page.next()
                        .map(next -> sweep(folder, next, now).map(more -> count + more))
                        .orElseGet(() -> Future.succeededFuture(count)));
    }

    private static boolean madeBefore(ObjectKey key, Instant moment) {
        return id(key).map(id -> id.createdAt().isBefore(moment)).orElse(false);
    }

    private Future<List<ObjectKey>> orphans(List<ObjectKey> keys) {
        List<PredictionId> ids = keys.stream().flatMap(key -> id(key).stream()).toList();
        return predictions.existing(ids).map(known -> unknown(keys, known));
    }

    private static List<ObjectKey> unknown(List<ObjectKey> keys, Set<PredictionId> known) {
        return keys.stream()
                .filter(key -> !known.contains(id(key).orElseThrow()))
                .toList();
    }

    private Future<Integer> delete(List<ObjectKey> orphans) {
        List<Future<Void>> deletions = orphans.stream()
                .map(key -> store.delete(Bucket.PRODUCTION, key))
                .toList();
        return Future.join(deletions).map(orphans.size());
    }

    /** Empty for a file that is not ours. */
    private static Optional<PredictionId> id(ObjectKey key) {
        String name = key.value().substring(key.value().lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        try {
            return Optional.of(PredictionId.parse(dot < 0 ? name : name.substring(0, dot)));
        } catch (Failure notOurs) {
            return Optional.empty();
        }
    }
}
