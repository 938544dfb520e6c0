package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.vertx.core.Future;
import java.util.List;

/**
 * Has the forms of guided tasks prefilled with the guesses in our files. Label Studio shows those of the first version
 * that it met, which others may have imported, until it is told another.
 */
record Prefill(LabelStudioClient client) {
    Future<Void> show(StudioProject project, List<WaitingTask> imported) {
        return imported.stream().noneMatch(WaitingTask::guided)
                ? Future.succeededFuture()
                : client.shownPredictions(project.id())
                        .compose(shown -> shown.equals(TaskFile.PREDICTED_BY)
                                ? Future.succeededFuture()
                                : client.showPredictions(project.id(), TaskFile.PREDICTED_BY))
                        .recover(Prefill::noneThere);
    }

    /** It refuses a version whose guesses it has none of: the class that was guessed may be gone from its configuration. */
    private static Future<Void> noneThere(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.INVALID_VALUE
                ? Future.succeededFuture()
                : Future.failedFuture(error);
    }
}
