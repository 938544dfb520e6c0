package io.gourmetloop.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gourmetloop.platform.config.ConfigurationPrinter.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPrinterTest {
    private static final String PLANTED = "it's a 'planted: #secret";

    @TempDir
    private Path directory;

    @Test
    void revealed_settings_load_again_as_they_were() throws IOException {
        Configuration settings = load("""
                data-directory: 'a folder: with #signs'
                http: {max-body: 1500KiB, public-url: 'https://dishes.example.org/a'}
                database: {url: 'postgresql://db:5432/loop', password: '%s'}
                storage: {bucket-prefix: 'null', region: 'true', access-key: ''}
                outbox: {poll: 1500ms, lease: PT0.0005S}
                schedule: {estimates: 0}
                monitoring: {windows: [90m, 14d]}
                labeling: {annotator: label-studio}
                label-studio: {url: 'http://studio:8080', token: 'abc'}
                """.formatted(PLANTED.replace("'", "''")));

        assertThat(load(ConfigurationPrinter.print(settings, Secrets.REVEALED))).isEqualTo(settings);
    }

    @Test
    void masked_settings_load_again_and_hold_no_secret() throws IOException {
        Configuration settings = load("""
                http: {port: 1234}
                database: {password: "%s"}
                storage: {secret-key: "%s"}
                auth: {admin-password: "%s"}
                """.formatted(PLANTED, PLANTED, PLANTED));

        String masked = ConfigurationPrinter.print(settings, Secrets.MASKED);

        assertThat(masked).doesNotContain("planted").containsOnlyOnce("admin-password:  ");
        assertThat(settings.toString()).doesNotContain("planted");
        assertThat(load(masked).http()).isEqualTo(settings.http());
        assertThat(load(masked).schedule()).isEqualTo(settings.schedule());
        assertThat(load(masked).auth().adminPassword().isBlank()).isTrue();
    }

    private Configuration load(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), yaml);
        return new ConfigurationLoader(Map.of(), directory, directory).load(Optional.of(file), Map.of());
    }
}
