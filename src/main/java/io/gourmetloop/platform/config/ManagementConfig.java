package io.gourmetloop.platform.config;

/** The port of metrics and health, kept apart from the public one. */
public record ManagementConfig(String host, int port) {
    public ManagementConfig {
        Check.port("management.port", port);
    }

    public ListenAddress address() {
        return new ListenAddress(host, port, "management.host", "management.port");
    }
}
