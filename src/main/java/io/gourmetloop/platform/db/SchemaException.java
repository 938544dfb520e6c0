package io.gourmetloop.platform.db;

/** The schema of the database cannot be brought to this version; the message tells the operator why and what to do. */
public final class SchemaException extends RuntimeException {
    SchemaException(String message) {
        super(message);
    }

    SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
