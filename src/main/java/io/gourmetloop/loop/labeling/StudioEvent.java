package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that Label Studio announced: tasks of a stream's project, and annotations of unnamed tasks, by its ids; and
 * the id of the project, where it was told.
 */
public record StudioEvent(SamplingStream stream, @Nullable Long project, List<Long> tasks, List<String> annotations) {
    /** One that comes from elsewhere, since an address was copied, is about tasks that are none of the stream's. */
    boolean isOf(StudioProject known) {
        return project == null || project == known.id();
    }
}
