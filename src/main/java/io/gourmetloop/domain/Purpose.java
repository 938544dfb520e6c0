package io.gourmetloop.domain;

import java.util.Locale;

/**
 * What a task is for. An evaluation task is blind: it shows nothing of the model's or the user's answer, and its label
 * enters the estimates. A training task is guided: prefilled with the answer.
 */
public enum Purpose {
    EVALUATION,
    TRAIN;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean blind() {
        return this == EVALUATION;
    }
}
