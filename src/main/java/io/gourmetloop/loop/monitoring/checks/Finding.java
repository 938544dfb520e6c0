package io.gourmetloop.loop.monitoring.checks;

import io.gourmetloop.domain.PredictionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure, and what shows it. Where the check is a test, {@code pValue} says how often chance alone would give as much:
 * a figure beyond its limit counts only when that is seldom.
 */
public record Finding(
        double value,
        @Nullable Double pValue,
        String summary,
        List<Detail> details,
        @Nullable Chart chart,
        List<Exhibit> photos)
        implements CheckOutcome {
    /** So that a report stays small. */
    private static final int MOST_DETAILS = 40;

    private static final int MOST_PHOTOS = 8;

    public Finding {
        details = first(details, MOST_DETAILS);
        photos = first(photos, MOST_PHOTOS);
    }

    /** A part of the figure: a property, a class. */
    public record Detail(
            String subject, double value, @Nullable Double pValue, String text) {}

    /** A photo that shows what was found. */
    public record Exhibit(PredictionId id, String caption) {}

    static Finding of(double value, String summary) {
        return new Finding(value, null, summary, List.of(), null, List.of());
    }

    Finding tested(double p) {
        return new Finding(value, p, summary, details, chart, photos);
    }

    Finding with(List<Detail> others) {
        return new Finding(value, pValue, summary, others, chart, photos);
    }

    Finding shownBy(@Nullable Chart other) {
        return new Finding(value, pValue, summary, details, other, photos);
    }

    Finding seenOn(List<Exhibit> others) {
        return new Finding(value, pValue, summary, details, chart, others);
    }

    private static <T> List<T> first(List<T> items, int most) {
        return List.copyOf(items.subList(0, Math.min(most, items.size())));
    }
}
