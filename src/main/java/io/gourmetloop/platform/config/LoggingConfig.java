package io.gourmetloop.platform.config;

/** What a log line looks like and from which level on it is written. */
public record LoggingConfig(Format format, Level level) {
    public enum Format {
        TEXT,
        JSON
    }

    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
