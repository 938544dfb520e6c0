package io.gourmetloop.loop.labeling;

import io.gourmetloop.domain.SamplingStream;
import java.util.List;

/** Something that Label Studio announced: tasks of a stream's project, and annotations of unnamed tasks, by its ids. */
public record StudioEvent(SamplingStream stream, List<Long> tasks, List<String> annotations) {}
