package io.gourmetloop.platform.embedded;

/** The PostgreSQL or the S3 endpoint inside of the process cannot run. The message tells the operator what to do. */
public final class EmbeddedException extends RuntimeException {
    public EmbeddedException(String message) {
        super(message);
    }

    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
