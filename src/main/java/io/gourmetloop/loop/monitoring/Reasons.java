package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Role;
import io.gourmetloop.domain.SamplingStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind a window's figures: the confidence of all answers, the labels with their weights, and the parts of the
 * formula, for whoever wants to follow it by hand.
 *
 * @param correction weighted mean of y − f over the blind labels: what the difference adds to the mean confidence; it is
 *     given with undecided images taken as wrong, then as right
 * @param variance of the correction, in the same two cases the larger
 * @param waitingLabels closed blind labels behind the cut
 */
public record Reasons(
        long answered,
        double meanConfidence,
        List<Source> sources,
        double weight,
        Interval correction,
        double variance,
        long waitingLabels) {
    private static final Sample.Mean NOTHING = new Sample.Mean(0, 0);

    public Reasons {
        sources = List.copyOf(sources);
    }

    /** Labels that came in the same way: each stands for {@code weight / labels} answers on average. */
    public record Source(How how, long labels, long right, long undecided, double weight) {
        private Source plus(Source other) {
            return new Source(
                    how,
                    labels + other.labels,
                    right + other.right,
                    undecided + other.undecided,
                    weight + other.weight);
        }
    }

    /** How an image came to be labeled. */
    public record How(Role role, SamplingStream stream, boolean unsure, boolean flagged) {}

    static Reasons of(WindowEvidence window) {
        Evidence evidence = window.evidence();
        Sample blind = evidence.blind();
        boolean any = blind.all().n() > 0;
        Sample.Mean low = any ? blind.residualMean(0) : NOTHING;
        Sample.Mean high = any ? blind.residualMean(1) : NOTHING;
        return new Reasons(
                evidence.traffic().answered(),
                evidence.traffic().meanConfidence(),
                sources(window.usable().blind()),
                blind.all().w(),
                new Interval(low.value(), high.value()),
                Math.max(low.variance(), high.variance()),
                window.waitingLabels());
    }

    private static List<Source> sources(List<Stratum> strata) {
        Map<How, Source> sources = new LinkedHashMap<>();
        strata.forEach(stratum -> sources.merge(how(stratum), source(stratum), Source::plus));
        return sources.values().stream()
                .sorted(Comparator.comparing(Source::weight).reversed())
                .toList();
    }

    private static How how(Stratum stratum) {
        Stratum.Draw draw = stratum.draw();
        return new How(
                draw.role(),
                draw.stream(),
                draw.coins().lowConfidence() > 0,
                draw.coins().flag() > 0);
    }

    private static Source source(Stratum stratum) {
        long n = stratum.sums().n();
        return new Source(
                how(stratum),
                n,
                stratum.outcome() == Outcome.RIGHT ? n : 0,
                stratum.outcome() == Outcome.UNDECIDED ? n : 0,
                stratum.blindCell().w());
    }
}
