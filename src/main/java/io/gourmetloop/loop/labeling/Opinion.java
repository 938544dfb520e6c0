package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.Label;
import org.jspecify.annotations.Nullable;

/** What a person says of a photo. There is a label with the outcome LABEL and with no other. */
public record Opinion(Outcome outcome, @Nullable Label label) {
    public static final Opinion BAD_IMAGE = new Opinion(Outcome.BAD_IMAGE, null);
    public static final Opinion CANNOT_TELL = new Opinion(Outcome.CANNOT_TELL, null);
    public static final Opinion SKIPPED = new Opinion(Outcome.SKIPPED, null);

    public Opinion {
        if ((outcome == Outcome.LABEL) != (label != null)) {
            throw new IllegalArgumentException(
                    "The outcome LABEL, and it alone, has a label: " + outcome + ", " + label);
        }
    }

    public static Opinion label(Label label) {
        return new Opinion(Outcome.LABEL, label);
    }
}
