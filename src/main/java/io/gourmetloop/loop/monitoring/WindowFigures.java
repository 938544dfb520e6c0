package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import java.util.Map;

/** The figures of a window, over all its answers and over those of each predicted class. */
record WindowFigures(WindowEstimates whole, Map<Label, WindowEstimates> classes) {
    boolean saysTheSameAs(WindowFigures other) {
        return whole.saysTheSameAs(other.whole)
                && classes.size() == other.classes.size()
                && classes.keySet().stream().allMatch(label -> sameOfClass(label, other));
    }

    private boolean sameOfClass(Label label, WindowFigures other) {
        WindowEstimates mine = classes.get(label);
        WindowEstimates theirs = other.classes.get(label);
        return mine != null && theirs != null && mine.saysTheSameAs(theirs);
    }
}
