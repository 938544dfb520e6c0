package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.SamplingStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The figures of a window as they were known at {@code asOf}, when it had {@code answered} images. Those of labels stand
 * on the images answered before {@code takenUntil}. They are provisional as long as the window runs or fewer than the set share of its blind tasks are
 * closed, and always for the window since activation. {@code streamLabels} counts labels with a class, by the stream
 * that carried the task.
 */
public record WindowEstimates(
        Window window,
        Instant asOf,
        Instant takenUntil,
        long answered,
        long blindTasks,
        long blindClosed,
        boolean provisional,
        Map<SamplingStream, Long> streamLabels,
        List<Figure> figures) {
    public WindowEstimates {
        streamLabels = Map.copyOf(streamLabels);
        figures = List.copyOf(figures);
    }

    /** One estimator's figure; one of a window's is the headline, if any label is there. */
    public record Figure(Estimator estimator, Estimate estimate, boolean headline) {
        private boolean saysTheSameAs(Figure other) {
            return estimator == other.estimator && headline == other.headline && estimate.saysTheSameAs(other.estimate);
        }
    }

    /** The figure to quote; empty as long as there is no label to stand on. */
    public Optional<Figure> headline() {
        return figures.stream().filter(Figure::headline).findFirst();
    }

    /** Whether answers were left out because too many of their tasks are open. */
    boolean cut() {
        return takenUntil.isBefore(asOf) && takenUntil.isBefore(window.end());
    }

    /** Whether nothing but the moment of asking differs. */
    boolean saysTheSameAs(WindowEstimates other) {
        return window.version().equals(other.window.version())
                && window.kind().equals(other.window.kind())
                && window.start().equals(other.window.start())
                && answered == other.answered
                && blindTasks == other.blindTasks
                && blindClosed == other.blindClosed
                && provisional == other.provisional
                && streamLabels.equals(other.streamLabels)
                && sameFigures(other.figures);
    }

    private boolean sameFigures(List<Figure> others) {
        return figures.size() == others.size()
                && IntStream.range(0, figures.size())
                        .allMatch(i -> figures.get(i).saysTheSameAs(others.get(i)));
    }
}
