package io.gourmetloop.platform.config;

import java.util.List;

/** The port of metrics and health, kept apart from the public one. It has no login, so it looks at who it is asked as. */
public record ManagementConfig(String host, int port, List<String> allowedHosts) {
    public ManagementConfig {
        allowedHosts = List.copyOf(allowedHosts);
        Check.port("management.port", port);
    }

    public ListenAddress address() {
        return new ListenAddress(host, port, "management.host", "management.port");
    }
}
