package io.gourmetloop.platform.outbox;

import io.gourmetloop.platform.config.Schedule;
import io.gourmetloop.platform.schedule.Job;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** Deletes messages that were delivered a day ago, in batches that hold no lock for long. */
public final class OutboxCleanup implements Job {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BATCH = 1_000;

    private final OutboxStore store;
    private final Schedule schedule;

    public OutboxCleanup(Pool pool, Schedule schedule) {
        this.store = new OutboxStore(pool);
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return "outbox-cleanup";
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public Future<String> run() {
        return deleteAfter(0).map(deleted -> deleted + " delivered messages deleted");
    }

    private Future<Long> deleteAfter(long before) {
        return store.deleteDone(KEPT, BATCH)
                .compose(deleted ->
                        deleted < BATCH ? Future.succeededFuture(before + deleted) : deleteAfter(before + deleted));
    }
}
