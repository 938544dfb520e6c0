package io.gourmetloop.app.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.EmbeddedConfig;
import io.gourmetloop.platform.embedded.DataFolder;
import io.gourmetloop.platform.embedded.EmbeddedException;
import io.gourmetloop.platform.embedded.EmbeddedS3;
import io.gourmetloop.testing.RunningApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ports that another program has; the one of PostgreSQL is tried where PostgreSQL is. */
class PortsTest {
    private ServerSocket other;

    @BeforeEach
    void takeOne() throws IOException {
        other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void giveBack() throws IOException {
        other.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GOURMETLOOP_HTTP_PORT, http.host, http.port",
        "GOURMETLOOP_MANAGEMENT_PORT, management.host, management.port"
    })
    void a_port_that_is_taken_is_named_with_what_to_set(String variable, String hostSetting, String portSetting) {
        Map<String, String> settings = Map.of(variable, Integer.toString(other.getLocalPort()));

        assertThatThrownBy(() -> RunningApp.start(settings).close())
                .hasMessageMatching("Cannot start: cannot listen at 127\\.0\\.0\\.1:" + other.getLocalPort()
                        + " \\(Address already in use\\): set " + hostSetting + " to .* and " + portSetting + " to .*");
    }

    @Test
    void so_is_the_one_of_the_buckets(@TempDir Path folder) {
        try (DataFolder data = DataFolder.claim(folder)) {
            EmbeddedConfig config = new EmbeddedConfig("127.0.0.1", 0, other.getLocalPort(), new Bytes(0));

            assertThatThrownBy(() -> EmbeddedS3.start(data, config).close())
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("cannot listen at 127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("embedded.s3-port to a port that no other program has");
        }
    }

    @Test
    void a_host_that_is_not_of_this_machine_is_named_too() {
        assertThatThrownBy(() -> RunningApp.start(Map.of("GOURMETLOOP_HTTP_HOST", "192.0.2.1"))
                        .close())
                .hasMessageContaining("cannot listen at 192.0.2.1:0")
                .hasMessageContaining("set http.host to an address of this machine");
    }
}
