package io.gourmetloop.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
    @Test
    void all_addresses_are_reached_at_this_machine_and_others_where_they_are() {
        assertThat(Hosts.reachable("0.0.0.0")).isEqualTo("127.0.0.1");
        assertThat(Hosts.reachable("10.0.0.0")).isEqualTo("10.0.0.0");
        assertThat(Hosts.reachable("db")).isEqualTo("db");
    }

    @ParameterizedTest
    @CsvSource({
        "http://0.0.0.0:8080/label?next=http://0.0.0.0/, http://127.0.0.1:8080/label?next=http://0.0.0.0/",
        "postgresql://user:word@0.0.0.0/dishes, postgresql://user:word@127.0.0.1/dishes",
        "http://0.0.0.0.example.org/, http://0.0.0.0.example.org/",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void an_address_keeps_all_but_its_host(URI given, URI reachable) {
        assertThat(Hosts.reachable(given)).isEqualTo(reachable);
    }
}
