package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.gourmetloop.domain.SamplingStream;
import io.gourmetloop.loop.monitoring.Evidence.Tally;
import io.gourmetloop.loop.monitoring.Evidence.Traffic;
import io.gourmetloop.loop.monitoring.Evidence.Whole;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** From a window to its figures: how far its tasks are done, what is known up to there, what that says. */
final class WindowEstimator {
    private final TrafficStore traffic;
    private final LabelStore labels;
    private final double closedShare;
    private final int headlineLabels;

    WindowEstimator(TrafficStore traffic, LabelStore labels, double closedShare, int headlineLabels) {
        this.traffic = traffic;
        this.labels = labels;
        this.closedShare = closedShare;
        this.headlineLabels = headlineLabels;
    }

    Future<WindowEstimates> estimate(SqlConnection tx, Window window, Instant now) {
        PredictionId from = PredictionId.firstAt(window.start());
        PredictionId to = PredictionId.firstAt(window.end().isBefore(now) ? window.end() : now);
        return labels.closing(tx, window.version(), from, to, closedShare)
                .compose(closing -> estimate(tx, new Reach(window, now, from, to, closing)));
    }

    /** A window as far as it is there at all (ids before {@code to}), and as far as figures may look (before the cut). */
    private record Reach(Window window, Instant now, PredictionId from, PredictionId to, Closing closing) {
        PredictionId usable() {
            PredictionId cut = closing.cut();
            return cut == null ? to : cut;
        }

        boolean provisional() {
            return window.sinceActivation() || window.end().isAfter(now) || closing.cut() != null;
        }
    }

    private Future<WindowEstimates> estimate(SqlConnection tx, Reach reach) {
        ModelVersion version = reach.window.version();
        Future<Traffic> usable = traffic.between(tx, version, reach.from, reach.usable());
        Future<Traffic> whole = traffic.between(tx, version, reach.from, reach.to);
        Future<List<Stratum>> blind = labels.blindStrata(tx, version, reach.from, reach.usable());
        Future<Map<SamplingStream, Tally>> any = labels.labels(tx, version, reach.from, reach.to);
        return Future.all(usable, whole, blind, any).map(all -> {
            Whole context = new Whole(whole.result(), total(any.result()));
            return figures(reach, Evidence.of(usable.result(), blind.result(), context), any.result());
        });
    }

    private WindowEstimates figures(Reach reach, Evidence evidence, Map<SamplingStream, Tally> any) {
        Estimator headline = evidence.headline(headlineLabels);
        List<Figure> figures = Arrays.stream(Estimator.values())
                .flatMap(estimator -> estimator.estimate(evidence).stream()
                        .map(estimate -> new Figure(estimator, estimate, estimator == headline)))
                .toList();
        return new WindowEstimates(
                reach.window,
                reach.now,
                reach.usable().createdAt(),
                evidence.whole().traffic().answered(),
                reach.closing.tasks(),
                reach.closing.closed(),
                reach.provisional(),
                counts(any),
                figures);
    }

    private static Tally total(Map<SamplingStream, Tally> tallies) {
        return tallies.values().stream().reduce(new Tally(0, 0), Tally::plus);
    }

    private static Map<SamplingStream, Long> counts(Map<SamplingStream, Tally> tallies) {
        Map<SamplingStream, Long> counts = new EnumMap<>(SamplingStream.class);
        tallies.forEach((stream, tally) -> counts.put(stream, tally.labels()));
        return counts;
    }
}
