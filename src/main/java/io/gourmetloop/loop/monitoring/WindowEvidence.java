package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All that is known of a window: its answers and labels up to the cut, and without the cut; whatever is told of it is told
 * from here.
 */
record WindowEvidence(Reach reach, Known usable, Known whole) {
    /** Answers and labels of the same images. */
    record Known(Answers answers, List<Stratum> labels) {
        Known {
            labels = List.copyOf(labels);
        }

        /** Labels that an estimate may stand on. */
        List<Stratum> blind() {
            return labels.stream().filter(stratum -> stratum.draw().blind()).toList();
        }

        private Known of(Label predicted) {
            return new Known(
                    new Answers(answers.groups().stream()
                            .filter(group -> group.label().equals(predicted))
                            .toList()),
                    labels.stream()
                            .filter(stratum -> stratum.judged().predicted().equals(predicted))
                            .toList());
        }
    }

    /** The same window, as if the model had given no other answer. */
    WindowEvidence of(Label predicted) {
        return new WindowEvidence(reach, usable.of(predicted), whole.of(predicted));
    }

    Evidence evidence() {
        return Evidence.of(usable.answers.all(), usable.blind(), new Whole(whole.answers.all(), tally(any -> true)));
    }

    /** Labels with a class, guided ones too, by the stream that carried the task. */
    Map<SamplingStream, Long> streamLabels() {
        Map<SamplingStream, Long> counts = new EnumMap<>(SamplingStream.class);
        for (SamplingStream stream : SamplingStream.values()) {
            long labels = tally(any -> any == stream).labels();
            if (labels > 0) {
                counts.put(stream, labels);
            }
        }
        return counts;
    }

    /** Closed blind labels that wait for older tasks: they would tell of what annotators chose to do first. */
    long waitingLabels() {
        return count(whole) - count(usable);
    }

    private static long count(Known known) {
        return known.blind().stream().mapToLong(stratum -> stratum.sums().n()).sum();
    }

    private Tally tally(Predicate<SamplingStream> streams) {
        return whole.labels.stream()
                .filter(stratum -> streams.test(stratum.draw().stream()))
                .map(Tally::of)
                .reduce(Tally.NONE, Tally::plus);
    }
}
