package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.labeling.MajorityVote.Decision;
import io.gourmetloop.loop.labeling.TaskStore.Locked;
import io.gourmetloop.platform.config.LabelingConfig;
import io.gourmetloop.platform.outbox.Outbox;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the truth of a task at what its annotations say. It is counted anew after each change of them, so a changed, a
 * withdrawn and a late annotation need no case of their own; every change of the truth is a version, and orders the
 * image's copy to be moved.
 */
public final class GroundTruth {
    private final LabelingTables tables;
    private final Outbox outbox;
    private final MajorityVote vote;
    private final Clock clock;

    public GroundTruth(LabelingTables tables, Outbox outbox, LabelingConfig config, Clock clock) {
        this.tables = tables;
        this.outbox = outbox;
        this.vote = new MajorityVote(config.minAnnotations());
        this.clock = clock;
    }

    /** Counts the votes of a task, which the transaction has locked. */
    Future<Void> recount(SqlConnection tx, Locked task) {
        return Future.all(
                        tables.annotations().ofTask(tx, task.id()),
                        tables.truths().find(tx, task.id()))
                .compose(read -> apply(tx, task, read.resultAt(0), read.resultAt(1)));
    }

    private Future<Void> apply(SqlConnection tx, Locked task, List<Annotation> all, Optional<Decision> before) {
        MajorityVote.Result result = vote.count(all);
        Optional<Decision> after = Optional.ofNullable(result.decision());
        boolean moved = !after.map(Decision::opinion).equals(before.map(Decision::opinion));
        int version = moved ? task.truthVersion() + 1 : task.truthVersion();
        Instant now = clock.instant();
        return tables.tasks()
                .counted(tx, task.id(), result, version, now)
                .compose(done -> keep(tx, task, before, after, now))
                .compose(done -> moved ? order(tx, task, version) : Future.succeededFuture());
    }

    private Future<Void> keep(
            SqlConnection tx, Locked task, Optional<Decision> before, Optional<Decision> after, Instant now) {
        if (after.equals(before)) {
            return Future.succeededFuture();
        }
        return after.map(decision -> tables.truths().put(tx, task.id(), decision, now))
                .orElseGet(() -> tables.truths().delete(tx, task.id()));
    }

    /** The image has the truth of the task, which the transaction has locked, from now on. */
    Future<Void> share(SqlConnection tx, Locked task, PredictionId image) {
        Instant now = clock.instant();
        return tables.shares()
                .share(tx, task.id(), image, now)
                .compose(done -> tables.truths().copy(tx, task.id(), image, now))
                .compose(decided -> decided ? orderShared(tx, task, image, task.truthVersion()) : done());
    }

    private static Future<Void> done() {
        return Future.succeededFuture();
    }

    private Future<Void> order(SqlConnection tx, Locked task, int version) {
        PlacementOrder own = PlacementOrder.afterTruth(task.id().prediction(), version);
        return outbox.enqueue(tx, own.toMessage())
                .compose(done -> tables.shares().images(tx, task.id()))
                .compose(images -> Future.join(images.stream()
                                .map(image -> orderShared(tx, task, image, version))
                                .toList())
                        .mapEmpty());
    }

    private Future<Void> orderShared(SqlConnection tx, Locked task, PredictionId image, int version) {
        return outbox.enqueue(
                tx, PlacementOrder.afterSharedTruth(image, task.id(), version).toMessage());
    }
}
