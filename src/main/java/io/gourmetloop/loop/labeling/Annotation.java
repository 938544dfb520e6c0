package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one person said of one task, and when. {@code leadTime} is in seconds; a withdrawn one counts no more. */
record Annotation(
        AnnotationId id,
        TaskId task,
        String annotator,
        Opinion opinion,
        @Nullable String note,
        @Nullable Double leadTime,
        Instant createdAt,
        Instant updatedAt,
        boolean withdrawn) {

    Annotation withdrawnAt(Instant now) {
        return new Annotation(id, task, annotator, opinion, note, leadTime, createdAt, now, true);
    }
}
