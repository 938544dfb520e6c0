package io.gourmetloop.loop.monitoring.drift;

import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.loop.monitoring.checks.CheckResult;
import io.gourmetloop.loop.monitoring.checks.Finding;
import io.gourmetloop.loop.monitoring.checks.Finding.Exhibit;
import io.gourmetloop.model.inference.Thumbnail;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small copies of the photos that a report shows. */
final class ReportPhotos {
    private static final int SIDE = 120;

    private final PhotoFiles photos;
    private final WorkerExecutor workers;

    ReportPhotos(PhotoFiles photos, WorkerExecutor workers) {
        this.photos = photos;
        this.workers = workers;
    }

    /** JPEG files. */
    Future<Map<PredictionId, Buffer>> of(List<CheckResult> results) {
        Set<PredictionId> shown = new LinkedHashSet<>();
        results.forEach(result -> {
            if (result.outcome() instanceof Finding finding) {
                finding.photos().stream().map(Exhibit::id).forEach(shown::add);
            }
        });
        return photos.each(shown, (id, file) -> thumbnail(file));
    }

    private Future<Buffer> thumbnail(Buffer file) {
        return workers.executeBlocking(() -> Buffer.buffer(Thumbnail.jpeg(file.getBytes(), SIDE)), false);
    }
}
