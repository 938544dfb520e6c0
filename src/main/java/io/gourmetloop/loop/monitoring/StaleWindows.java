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
    private final TrafficStore traffic;
    private final LabelStore labels;

    StaleWindows(WindowCalendar calendar, TrafficStore traffic, LabelStore labels) {
        this.calendar = calendar;
        this.traffic = traffic;
        this.labels = labels;
    }

    /** Brings the counted traffic up to {@code now} and takes the changes: each is reported once. */
    Future<Collection<Window>> take(SqlConnection tx, Instant now) {
        return traffic.refresh(tx, now).compose(since -> take(tx, since, now));
    }

    private Future<Collection<Window>> take(SqlConnection tx, Instant since, Instant now) {
        Instant reach = since.equals(Instant.EPOCH) ? since : since.minus(calendar.longest());
        Future<List<TrafficStore.Hour>> hours = traffic.hoursSince(tx, reach);
        Future<List<LabelStore.Changed>> changes = labels.takeChanges(tx);
        Future<Activations> activations = Activations.read(tx, now);
        return Future.all(hours, changes, activations)
                .map(all -> new Look(since, now, activations.result()).windows(hours.result(), changes.result()));
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

        Collection<Window> windows(List<TrafficStore.Hour> hours, List<LabelStore.Changed> changes) {
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
