package io.gourmetloop.platform.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/** When work repeats by itself. Written as {@code 30s}, as five fields of crontab, or as 0: never. */
public sealed interface Schedule {
    /** When a run that nobody asks for begins, given that one ended at {@code now}; {@code chance} in [0, 1) is its luck. */
    Optional<Instant> next(Instant now, double jitter, double chance);

    /** When work that never ran begins. */
    Optional<Instant> first(Instant now);

    /** How long it takes from run to run, at the longest. */
    Optional<Duration> interval(Instant now);

    /** The length of time from the end of a run to the start of the next, give or take a share of it: the jitter. */
    record Every(Duration period) implements Schedule {
        public Every {
            Check.positive("the period", period);
        }

        @Override
        public Optional<Instant> next(Instant now, double jitter, double chance) {
            double factor = 1 + jitter * (2 * chance - 1);
            return Optional.of(now.plusMillis(Math.round(period.toMillis() * factor)));
        }

        /** At once. */
        @Override
        public Optional<Instant> first(Instant now) {
            return Optional.of(now);
        }

        @Override
        public Optional<Duration> interval(Instant now) {
            return Optional.of(period);
        }

        @Override
        public String toString() {
            return DurationText.write(period);
        }
    }

    /**
     * Minute, hour, day of month, month, day of week, in UTC: {@code 30 3 * * *} is each night at half past three. The
     * jitter comes after that moment, at most a minute late. Moments that pass during a run are left out.
     */
    record Calendar(String expression) implements Schedule {
        private static final CronParser PARSER =
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        private static final double LATEST_MILLIS = 60_000;
        /** More than the weekdays of a week. */
        private static final int LOOKED_AHEAD = 10;

        public Calendar {
            expression = expression.strip().replaceAll("\\s+", " ");
            Check.that(after(expression, Instant.EPOCH).isPresent(), "'" + expression + "' never comes");
        }

        @Override
        public Optional<Instant> next(Instant now, double jitter, double chance) {
            return after(expression, now).map(moment -> moment.plusMillis(Math.round(LATEST_MILLIS * jitter * chance)));
        }

        @Override
        public Optional<Instant> first(Instant now) {
            return after(expression, now);
        }

        @Override
        public Optional<Duration> interval(Instant now) {
            return after(expression, now)
                    .map(first -> Stream.iterate(first, this::following)
                            .limit(LOOKED_AHEAD)
                            .map(moment -> Duration.between(moment, following(moment)))
                            .max(Duration::compareTo)
                            .orElseThrow());
        }

        /** What comes once comes again: only the 30th of February never does. */
        private Instant following(Instant moment) {
            return after(expression, moment).orElseThrow();
        }

        private static Optional<Instant> after(String expression, Instant moment) {
            return ExecutionTime.forCron(PARSER.parse(expression))
                    .nextExecution(moment.atZone(ZoneOffset.UTC))
                    .map(ZonedDateTime::toInstant);
        }

        @Override
        public String toString() {
            return expression;
        }
    }

    /** Runs when somebody asks for it. */
    record ByHand() implements Schedule {
        @Override
        public Optional<Instant> next(Instant now, double jitter, double chance) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> first(Instant now) {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> interval(Instant now) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "0";
        }
    }

    /** A period of zero: by hand alone. */
    static Schedule every(Duration period) {
        return period.isZero() ? new ByHand() : new Every(period);
    }

    static Schedule parse(String text) {
        if (!text.strip().contains(" ")) {
            return every(DurationText.parse(text.strip()));
        }
        try {
            return new Calendar(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a duration like 30s nor five fields of crontab like 30 3 * * *", e);
        }
    }
}
