package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The project of a stream in Label Studio, as it was last set up. {@code source} names its annotations among those of
 * other sources; people open it at {@code address}; its changes up to {@code reconciledUntil} were read.
 */
record StudioProject(
        SamplingStream stream,
        long id,
        String source,
        String address,
        long sourceStorage,
        @Nullable Instant reconciledUntil) {

    /** Ids count from 1 again in a Label Studio that was reset, so its birth is part of a project's name. */
    static String source(long id, Instant createdAt) {
        return "label-studio/" + id + "@" + createdAt;
    }
}
