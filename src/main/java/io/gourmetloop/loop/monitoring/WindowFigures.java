package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import java.util.Map;

/** The figures of a window, over all its answers and over those of each predicted class. */
record WindowFigures(WindowEstimates whole, Map<Label, WindowEstimates> classes) {
    boolean saysTheSameAs(WindowFigures other) {
        return whole.saysTheSameAs(other.whole)
                && classes.keySet().equals(other.classes.keySet())
                && classes.entrySet().stream()
                        .allMatch(entry -> entry.getValue().saysTheSameAs(other.classes.get(entry.getKey())));
    }
}
