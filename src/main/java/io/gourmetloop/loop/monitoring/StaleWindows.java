package io.gourmetloop.loop.monitoring;

import io.gourmetloop.domain.ModelVersion;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which windows may say something new: those that ran or ended since the last look, and those of changed labels. */
final class StaleWindows {
    private final WindowCalendar calendar;
    private final LabelStore labels = new LabelStore();
    private final CellCounter counter = new CellCounter();

    StaleWindows(WindowCalendar calendar) {
        this.calendar = calendar;
    }

    /** Brings all counted sums up to {@code now} and takes the changes: each is reported once. */
    Future<Collection<Window>> take(SqlConnection tx, Instant now) {
        return counter.countAnswers(tx, now)
                .compose(counted -> labels.takeChanges(tx)
                        .compose(changes -> counter.countLabels(tx, touched(counted.hours(), changes))
                                .compose(done -> windows(tx, counted.since(), changes, now))));
    }

    private static Set<Hour> touched(List<Hour> counted, List<LabelStore.Changed> changes) {
        Set<Hour> hours = new LinkedHashSet<>(counted);
        changes.forEach(change -> hours.add(Hour.of(change.version(), change.answeredAt())));
        return hours;
    }

    private Future<Collection<Window>> windows(
            SqlConnection tx, Instant since, List<LabelStore.Changed> changes, Instant now) {
        Instant reach = since.equals(Instant.EPOCH) ? since : since.minus(calendar.longest());
        Future<List<Hour>> hours = counter.hoursSince(tx, reach);
        Future<Activations> activations = Activations.read(tx, now);
        return Future.all(hours, activations)
                .map(all -> new Look(since, now, activations.result()).windows(hours.result(), changes));
    }

    private final class Look {
        private final Instant since;
        private final Instant now;
        private final Activations activations;

        Look(Instant since, Instant now, Activations activations) {
            this.since = since;
            this.now = now;
            this.activations = activations;
        }

        Collection<Window> windows(List<Hour> hours, List<LabelStore.Changed> changes) {
            Stream<Window> ofTraffic = hours.stream()
                    .flatMap(hour -> around(hour.version(), hour.start(), hour.last()))
                    .filter(window -> !window.end().isBefore(since));
            Stream<Window> ofLabels = changes.stream()
                    .flatMap(change -> around(change.version(), change.answeredAt(), change.answeredAt()));
            Set<Window> windows = new LinkedHashSet<>();
            Stream.concat(ofTraffic, ofLabels).forEach(windows::add);
            return windows;
        }

        private Stream<Window> around(ModelVersion version, Instant from, Instant to) {
            return Stream.concat(
                    calendar.touching(version, from, to, now).stream(),
                    activations.of(version).stream()
                            .filter(window -> !window.start().isAfter(to)));
        }
    }
}
