package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.PhotoFormat;
import io.gourmetloop.platform.storage.ObjectKey;
import java.time.Instant;

/**
 * What a task is made of: what annotators are told, when a coin chose the photo, and where it lies. {@code spooled} is a
 * photo that still waits in the database, {@code delivered} a task that annotators have already, {@code closed} one that
 * they are done with, or another one stands for.
 */
record TaskSource(
        LabelingTask task,
        Instant chosenAt,
        ObjectKey productionKey,
        PhotoFormat format,
        boolean spooled,
        boolean delivered,
        boolean closed) {

    ObjectKey photoKey() {
        return PhotoAddress.key(task.id().prediction(), format);
    }

    ObjectKey taskKey() {
        return TaskFiles.key(task.stream(), task.id());
    }
}
