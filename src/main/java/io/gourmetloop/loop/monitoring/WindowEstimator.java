package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.Label;
import io.gourmetloop.loop.monitoring.WindowEstimates.Figure;
import io.gourmetloop.loop.monitoring.WindowEvidence.Known;
import io.gourmetloop.platform.config.MonitoringConfig;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From a window to its figures: how far its tasks are done, what is known up to there, what that says. */
final class WindowEstimator {
    private final CellStore cells;
    private final ClosingStore closings;
    private final int headlineLabels;

    WindowEstimator(MonitoringConfig config, CellStore.Detail detail) {
        this.cells = new CellStore(detail);
        this.closings = new ClosingStore(config.closedShare());
        this.headlineLabels = config.headlineLabels();
    }

    Future<WindowFigures> estimate(SqlClient client, Window window, Instant now) {
        return evidence(client, window, now).map(this::figures);
    }

    Future<WindowEvidence> evidence(SqlClient client, Window window, Instant now) {
        return closings.closing(client, Reach.span(window, now))
                .compose(closing -> evidence(client, new Reach(window, now, closing)));
    }

    private Future<WindowEvidence> evidence(SqlClient client, Reach reach) {
        Future<Known> whole = known(client, reach.whole());
        Future<Known> usable = reach.closing().cut() == null ? whole : known(client, reach.usable());
        return Future.all(whole, usable).map(both -> new WindowEvidence(reach, usable.result(), whole.result()));
    }

    private Future<Known> known(SqlClient client, Span span) {
        Future<Answers> answers = cells.answers(client, span);
        Future<List<Stratum>> labels = cells.labels(client, span);
        return Future.all(answers, labels).map(both -> new Known(answers.result(), labels.result()));
    }

    WindowFigures figures(WindowEvidence window) {
        Map<Label, WindowEstimates> classes = new LinkedHashMap<>();
        for (Label label : window.whole().answers().labels()) {
            classes.put(label, estimates(window.of(label)));
        }
        return new WindowFigures(estimates(window), classes);
    }

    WindowEstimates estimates(WindowEvidence window) {
        Reach reach = window.reach();
        Evidence evidence = window.evidence();
        return new WindowEstimates(
                reach.window(),
                reach.now(),
                reach.takenUntil(),
                evidence.whole().traffic().answered(),
                reach.closing().tasks(),
                reach.closing().closed(),
                reach.provisional(),
                window.streamLabels(),
                figures(evidence));
    }

    private List<Figure> figures(Evidence evidence) {
        Estimator headline = evidence.headline(headlineLabels);
        return Arrays.stream(Estimator.values())
                .flatMap(estimator -> estimator.estimate(evidence).stream()
                        .map(estimate -> new Figure(estimator, estimate, estimator == headline)))
                .toList();
    }
}
