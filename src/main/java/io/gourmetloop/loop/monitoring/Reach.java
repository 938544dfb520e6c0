package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.PredictionId;
import java.time.Instant;

/** A window as far as it is there at all, and as far as figures may look: before the cut. */
record Reach(Window window, Instant now, Closing closing) {
    /** Its answers so far. Those of the hour that runs are counted as a whole. */
    static Span span(Window window, Instant now) {
        Instant end = window.end().isBefore(now) ? window.end() : Span.ceiling(now);
        return Span.of(window.version(), window.start(), end);
    }

    Span whole() {
        return span(window, now);
    }

    Span usable() {
        PredictionId cut = closing.cut();
        return cut == null ? whole() : whole().until(cut);
    }

    Instant takenUntil() {
        PredictionId cut = closing.cut();
        return cut == null ? window.end().isBefore(now) ? window.end() : now : cut.createdAt();
    }

    boolean provisional() {
        return window.sinceActivation() || window.end().isAfter(now) || closing.cut() != null;
    }
}
