package io.gourmetloop.loop.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.domain.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowCalendarTest {
    private static final ModelVersion V1 = new ModelVersion(1);
    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T15:20:30.500Z");
    private final WindowCalendar calendar =
            new WindowCalendar(List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7)), 100);

    @Test
    void windows_are_aligned_in_utc_and_weeks_begin_on_mondays() {
        assertThat(calendar.touching(V1, WEDNESDAY, WEDNESDAY, WEDNESDAY))
                .containsExactly(
                        window("PT1H", "2026-11-18T15:00:00Z", "2026-11-18T16:00:00Z"),
                        window("P1D", "2026-11-18T00:00:00Z", "2026-11-19T00:00:00Z"),
                        window("P7D", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z"));
    }

    @Test
    void a_moment_on_the_border_belongs_to_the_window_that_begins() {
        Instant border = Instant.parse("2026-11-18T16:00:00Z");
        assertThat(calendar.touching(V1, border, border, border))
                .first()
                .isEqualTo(window("PT1H", "2026-11-18T16:00:00Z", "2026-11-18T17:00:00Z"));
    }

    @Test
    void a_stretch_of_time_touches_all_windows_in_it() {
        assertThat(calendar.touching(V1, WEDNESDAY.minus(Duration.ofHours(2)), WEDNESDAY, WEDNESDAY))
                .filteredOn(window -> window.kind().equals("PT1H"))
                .extracting(Window::start)
                .containsExactly(
                        Instant.parse("2026-11-18T13:00:00Z"),
                        Instant.parse("2026-11-18T14:00:00Z"),
                        Instant.parse("2026-11-18T15:00:00Z"));
    }

    @Test
    void windows_past_keeping_are_not_looked_at_again() {
        WindowCalendar short_ = new WindowCalendar(List.of(Duration.ofHours(1)), 3);
        assertThat(short_.touching(V1, Instant.EPOCH, WEDNESDAY, WEDNESDAY))
                .extracting(Window::start)
                .startsWith(Instant.parse("2026-11-18T13:00:00Z"))
                .hasSize(3);
    }

    @Test
    void kinds_are_durations_in_days_where_they_are_whole_days() {
        assertThat(WindowCalendar.kind(Duration.ofMinutes(30))).isEqualTo("PT30M");
        assertThat(WindowCalendar.kind(Duration.ofHours(36))).isEqualTo("PT36H");
        assertThat(WindowCalendar.kind(Duration.ofHours(24))).isEqualTo("P1D");
    }

    private static Window window(String kind, String start, String end) {
        return new Window(V1, kind, Instant.parse(start), Instant.parse(end));
    }
}
