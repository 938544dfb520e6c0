package io.gourmetloop.domain;

import java.util.UUID;

/** Name of a labeling task. A prediction has at most one, and its task bears its id: keys and coins follow from it. */
public record TaskId(UUID value) {
    public static TaskId of(PredictionId prediction) {
        return new TaskId(prediction.value());
    }

    public static TaskId parse(String text) {
        return of(PredictionId.parse(text));
    }

    public PredictionId prediction() {
        return new PredictionId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
