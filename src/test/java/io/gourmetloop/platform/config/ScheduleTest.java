package io.gourmetloop.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void a_period_counts_from_the_end_of_a_run_and_spreads_by_its_jitter() {
        Schedule schedule = Schedule.parse("10m");

        assertThat(schedule.first(NOON)).contains(NOON);
        assertThat(schedule.next(NOON, 0.1, 0.5)).contains(NOON.plusSeconds(600));
        assertThat(schedule.next(NOON, 0.1, 0)).contains(NOON.plusSeconds(540));
        assertThat(schedule.next(NOON, 0.1, 1)).contains(NOON.plusSeconds(660));
        assertThat(schedule.interval(NOON)).contains(Duration.ofMinutes(10));
        assertThat(schedule).hasToString("10m");
    }

    @Test
    void crontab_names_moments_in_utc_and_its_jitter_is_late_by_less_than_a_minute() {
        Schedule schedule = Schedule.parse(" 30  3 * * * ");
        Instant night = Instant.parse("2026-11-27T03:30:00Z");

        assertThat(schedule.first(NOON)).contains(night);
        assertThat(schedule.next(NOON, 0.1, 0)).contains(night);
        assertThat(schedule.next(NOON, 0.1, 0.5)).contains(night.plusSeconds(3));
        assertThat(schedule.next(night, 0, 0)).contains(night.plus(Duration.ofDays(1)));
        assertThat(schedule).hasToString("30 3 * * *");
    }

    @Test
    void the_interval_of_crontab_is_its_longest_pause() {
        assertThat(Schedule.parse("0 3 * * MON-FRI").interval(NOON)).contains(Duration.ofDays(3));
        assertThat(Schedule.parse("*/5 * * * *").interval(NOON)).contains(Duration.ofMinutes(5));
    }

    @Test
    void zero_is_by_hand() {
        Schedule schedule = Schedule.parse("0");

        assertThat(schedule.first(NOON)).isEmpty();
        assertThat(schedule.next(NOON, 0.1, 0.5)).isEmpty();
        assertThat(schedule.interval(NOON)).isEmpty();
        assertThat(schedule).hasToString("0");
    }

    @Test
    void what_is_neither_is_refused_with_an_example() {
        assertThatThrownBy(() -> Schedule.parse("soon")).hasMessageContaining("not a duration like");
        assertThatThrownBy(() -> Schedule.parse("61 3 * * *")).hasMessageContaining("five fields of crontab");
        assertThatThrownBy(() -> Schedule.parse("0 0 30 2 *")).hasMessageContaining("five fields of crontab");
    }
}
