package io.gourmetloop.platform.config;

/** Ports of the PostgreSQL and the S3 endpoint inside of the process; 0 takes a free one. */
public record EmbeddedConfig(String host, int postgresPort, int s3Port) {
    public EmbeddedConfig {
        Check.port("embedded.postgres-port", postgresPort);
        Check.port("embedded.s3-port", s3Port);
    }
}
