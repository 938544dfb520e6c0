package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.PredictionId;
import org.jspecify.annotations.Nullable;

/**
 * How far the blind tasks of a window are done. Figures stand on images before {@code cut} only: the first open task from
 * which on too few are closed. Who waited for the rest would count what annotators chose to do first. Null when enough
 * are closed, whatever the order.
 */
record Closing(long tasks, long closed, @Nullable PredictionId cut) {}
