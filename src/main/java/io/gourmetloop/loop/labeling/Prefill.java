package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.labelstudio.LabelStudioClient;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the guesses of the newest model version in the forms of guided tasks. Label Studio prefills with those of one
 * version alone, and stays with the first that it met until it is told another.
 */
record Prefill(LabelStudioClient client) {
    /** {@code imported}: oldest first. A project that asks our ML backend is left as it is: that one is up to date. */
    Future<Void> follow(StudioProject project, List<WaitingTask> imported) {
        Optional<String> newest =
                imported.stream().flatMap(file -> file.guessedBy().stream()).reduce((older, newer) -> newer);
        return newest.isEmpty()
                ? Future.succeededFuture()
                : client.shownPredictions(project.id())
                        .compose(shown -> shown.equals(newest.get()) || shown.equals(StudioBlueprint.ML_TITLE)
                                ? Future.succeededFuture()
                                : client.showPredictions(project.id(), newest.get()))
                        .recover(Prefill::noneThere);
    }

    /** It refuses a version whose guesses it has none of: the class that was guessed may be gone from its configuration. */
    private static Future<Void> noneThere(Throwable error) {
        return error instanceof Failure failure && failure.code() == ErrorCode.INVALID_VALUE
                ? Future.succeededFuture()
                : Future.failedFuture(error);
    }
}
