package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.UuidV7;
import java.time.Instant;

/**
 * Name of an annotation: the instance that made it, and its id there. Label Studio counts from 1 again after a reset, so
 * its id alone names nothing.
 */
record AnnotationId(String source, String id) {
    /** The built-in annotator, among the sources. */
    static final String BUILT_IN = "builtin";

    private static final String PREFIX = "gl-";

    /** A new annotation of the built-in annotator: {@code gl-<UUID version 7>}, so its files sort by time. */
    static AnnotationId create(Instant now) {
        return builtIn(PREFIX + UuidV7.create(now));
    }

    static AnnotationId builtIn(String id) {
        return new AnnotationId(BUILT_IN, id);
    }

    /** The name of an annotation in a file: its id tells whether the built-in annotator or Label Studio wrote it. */
    static AnnotationId inFile(String id, String labelStudioInstance) {
        return id.startsWith(PREFIX) ? builtIn(id) : new AnnotationId(labelStudioInstance, id);
    }
}
