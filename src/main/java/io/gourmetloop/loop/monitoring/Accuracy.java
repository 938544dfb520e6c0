package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** How accurate the versions are, as the last estimates say. */
public final class Accuracy {
    private final Pool pool;
    private final EstimateStore estimates = new EstimateStore();

    public Accuracy(Pool pool) {
        this.pool = pool;
    }

    /**
     * The newest figures of each window of a version, closed and provisional: windows newest first, at most
     * {@code windowsOfEachKind}. Empty for a version without traffic.
     */
    public Future<List<WindowEstimates>> of(ModelVersion version, int windowsOfEachKind) {
        return estimates.current(pool, version, windowsOfEachKind);
    }

    /** The versions that have figures, newest first. */
    public Future<List<ModelVersion>> versions() {
        return estimates.versions(pool);
    }
}
