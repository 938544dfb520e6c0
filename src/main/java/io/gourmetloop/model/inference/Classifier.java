package io.gourmetloop.model.inference;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ErrorCode;
import io.vertx.core.Future;
import java.util.Optional;

/** Photos to classes. */
public interface Classifier {
    /** {@link Photo#inspect} with the operator's limit: for the event loop, before anything else is done. */
    Photo inspect(Content content);

    /**
     * Decodes and classifies on the inference pool; the future completes on the caller's context. Fails with {@link
     * ErrorCode#QUEUE_FULL} at once when too many wait, {@link ErrorCode#DEADLINE_EXCEEDED} when the turn comes too
     * late, {@link ErrorCode#NO_MODEL}, or {@link ErrorCode#IMAGE_UNREADABLE}.
     */
    Future<Classified> classify(Photo photo, Deadline deadline);

    Optional<ServedModel> serving();
}
