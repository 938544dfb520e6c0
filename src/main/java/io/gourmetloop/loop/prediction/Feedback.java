package io.gourmetloop.loop.prediction;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.PredictionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a user said of a prediction. {@code label} is theirs: null when they only flagged it. */
public record Feedback(
        PredictionId prediction, Verdict verdict, @Nullable Label label, Instant createdAt) {
    public enum Verdict {
        FLAGGED,
        CONFIRMED,
        CORRECTED;

        static Verdict of(Label predicted, @Nullable Label human) {
            if (human == null) {
                return FLAGGED;
            }
            return human.equals(predicted) ? CONFIRMED : CORRECTED;
        }

        /** Whether it speaks against the prediction: it counts for the ledger for ever, whatever the user says later. */
        boolean objects() {
            return this != CONFIRMED;
        }
    }
}
