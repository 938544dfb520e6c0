package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.SamplingStream;
import java.util.List;

/** What the gauges show: for each version its windows, newest first, and the tasks by stream and state. */
record LoopFigures(List<List<WindowEstimates>> versions, List<TaskCount> tasks) {
    /** {@code state}: open, labeled, undecided or skipped. */
    record TaskCount(SamplingStream stream, String state, long tasks) {}
}
