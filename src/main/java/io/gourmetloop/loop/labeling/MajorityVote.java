package io.gourmetloop.loop.labeling;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What the annotators of a task hold together, from at least {@code minimum} votes. Each annotator has one vote, the
 * opinion of the newest annotation; a skip is no vote. The opinion with the most votes is the truth. When two have equally
 * many, one vote more is asked for. A task on which nobody voted is skipped once {@code minimum} people have skipped it.
 */
record MajorityVote(int minimum) {
    /** {@code required} votes are asked for; without a decision the task stays open. */
    record Result(int required, @Nullable Decision decision) {}

    /** {@code votes} people hold this opinion. */
    record Decision(Opinion opinion, int votes) {}

    Result count(Collection<Annotation> annotations) {
        Map<String, Annotation> newest = newestByAnnotator(annotations);
        List<Opinion> votes = newest.values().stream()
                .map(Annotation::opinion)
                .filter(opinion -> !opinion.equals(Opinion.SKIPPED))
                .toList();
        if (votes.isEmpty()) {
            int skips = newest.size();
            return new Result(minimum, skips >= minimum ? new Decision(Opinion.SKIPPED, skips) : null);
        }
        return votes.size() < minimum ? new Result(minimum, null) : majority(votes);
    }

    private Result majority(List<Opinion> votes) {
        List<Entry<Opinion, Long>> ranking =
                votes.stream().collect(groupingBy(opinion -> opinion, counting())).entrySet().stream()
                        .sorted(Entry.<Opinion, Long>comparingByValue().reversed())
                        .toList();
        Entry<Opinion, Long> first = ranking.get(0);
        boolean tie = ranking.size() > 1 && ranking.get(1).getValue().equals(first.getValue());
        return tie
                ? new Result(votes.size() + 1, null)
                : new Result(
                        minimum, new Decision(first.getKey(), first.getValue().intValue()));
    }

    private static Map<String, Annotation> newestByAnnotator(Collection<Annotation> annotations) {
        Map<String, Annotation> newest = new HashMap<>();
        annotations.stream()
                .filter(annotation -> !annotation.withdrawn())
                .sorted(Comparator.comparing(Annotation::updatedAt))
                .forEach(annotation -> newest.put(annotation.annotator(), annotation));
        return newest;
    }
}
