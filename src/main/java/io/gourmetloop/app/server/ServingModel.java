package io.gourmetloop.app.server;

import io.gourmetloop.domain.Content;
import io.gourmetloop.domain.Deadline;
import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.loop.labeling.TaskPredictions;
import io.gourmetloop.model.inference.Classifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The classifier, for labeling, which knows none. */
record ServingModel(Classifier classifier) implements TaskPredictions.Model {
    @Override
    public ModelVersion version() {
        return classifier
                .serving()
                .orElseThrow(() -> new Failure(ErrorCode.NO_MODEL, "No model is loaded; see the log of the server"))
                .version();
    }

    @Override
    public Future<TaskPredictions.Guess> guess(Buffer photo, Deadline deadline) {
        return Future.succeededFuture(Content.of(photo.getBytes()))
                .map(classifier::inspect)
                .compose(inspected -> classifier.classify(inspected, deadline))
                .map(answer -> new TaskPredictions.Guess(answer.version(), answer.prediction(), answer.confidence()));
    }
}
