package io.gourmetloop.loop.monitoring;

import static java.time.temporal.ChronoUnit.HOURS;

import io.gourmetloop.domain.ModelVersion;
import io.gourmetloop.domain.PredictionId;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Answers of a version with ids from {@code from} on and before {@code to}: the whole hours in it, whose sums are kept, and
 * the parts of hours at both edges, whose images are looked at.
 */
record Span(ModelVersion version, PredictionId from, PredictionId to) {
    static Span of(ModelVersion version, Instant from, Instant to) {
        return new Span(version, PredictionId.firstAt(from), PredictionId.firstAt(to));
    }

    Span until(PredictionId end) {
        return new Span(version, from, end);
    }

    Instant firstHour() {
        return ceiling(from.createdAt());
    }

    /** End of the last whole hour; not after {@link #firstHour()} where there is none. */
    Instant endOfHours() {
        return to.createdAt().truncatedTo(HOURS);
    }

    Span head() {
        return new Span(version, from, hasHours() ? PredictionId.firstAt(firstHour()) : to);
    }

    Span tail() {
        return new Span(version, hasHours() ? PredictionId.firstAt(endOfHours()) : to, to);
    }

    boolean empty() {
        return from.value().compareTo(to.value()) >= 0;
    }

    /** Whether it is nothing but whole hours. */
    boolean aligned() {
        return head().empty() && tail().empty();
    }

    /** For SQL: version, first and end of the whole hours; of a span that is not aligned also the ids of head and tail. */
    Tuple values() {
        Tuple hours = Tuple.of(
                version.number(),
                firstHour().atOffset(ZoneOffset.UTC),
                endOfHours().atOffset(ZoneOffset.UTC));
        return aligned()
                ? hours
                : hours.addValue(head().from.value())
                        .addValue(head().to.value())
                        .addValue(tail().from.value())
                        .addValue(tail().to.value());
    }

    /** Start of the first hour that begins at or after the moment. */
    static Instant ceiling(Instant moment) {
        Instant hour = moment.truncatedTo(HOURS);
        return hour.equals(moment) ? hour : hour.plus(1, HOURS);
    }

    private boolean hasHours() {
        return firstHour().isBefore(endOfHours());
    }
}
