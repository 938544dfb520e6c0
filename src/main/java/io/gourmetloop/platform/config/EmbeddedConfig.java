package io.gourmetloop.platform.config;

/** Ports of the PostgreSQL and the S3 endpoint inside of the process; 0 takes a free one. */
public record EmbeddedConfig(String host, int postgresPort, int s3Port) {
    public EmbeddedConfig {
        Check.port("embedded.postgres-port", postgresPort);
        Check.port("embedded.s3-port", s3Port);
    }

    public ListenAddress postgresAddress() {
        return new ListenAddress(host, postgresPort, "embedded.host", "embedded.postgres-port");
    }

    public ListenAddress s3Address() {
        return new ListenAddress(host, s3Port, "embedded.host", "embedded.s3-port");
    }
}
