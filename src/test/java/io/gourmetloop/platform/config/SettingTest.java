package io.gourmetloop.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    @Test
    void the_defaults_name_every_setting_of_the_records_and_no_other() throws IOException {
        Path defaults = Path.of("src/main/resources/defaults.yaml");
        Problems problems = new Problems();

        var named = YamlSettings.parse(Files.readString(defaults), "defaults.yaml", defaults, problems);

        problems.throwIfAny();
        assertThat(named.keySet())
                .containsExactlyElementsOf(Setting.below(Configuration.class).stream()
                        .map(Setting::path)
                        .toList());
    }

    @Test
    void no_two_settings_share_a_name_in_the_environment() {
        assertThat(Setting.below(Configuration.class).stream().map(Setting::environmentName))
                .doesNotHaveDuplicates()
                .contains(
                        "GOURMETLOOP_SAMPLING_RANDOM_RATE",
                        "GOURMETLOOP_DATA_DIRECTORY",
                        "GOURMETLOOP_EMBEDDED_S3_PORT");
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "1 h,PT1H", "30d,PT720H", "0,PT0S", "PT1M30S,PT1M30S"})
    void durations_are_read_as_people_write_them(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
        assertThat(DurationText.parse(DurationText.write(expected))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "1w", "-5s", "PT-5S", "5 minutes", ""})
    void other_texts_are_no_durations(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
