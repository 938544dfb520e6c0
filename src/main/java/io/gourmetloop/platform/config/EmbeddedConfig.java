package io.gourmetloop.platform.config;

/**
 * Ports of the PostgreSQL and the S3 endpoint inside of the process; 0 takes a free one. Photos are refused while the disk
 * of the data folder has less than {@code minFreeDisk} left, so that the database can still write.
 */
public record EmbeddedConfig(String host, int postgresPort, int s3Port, Bytes minFreeDisk) {
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
