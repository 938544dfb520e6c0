package io.gourmetloop.app;

/** A command that could not do its work: its message is all that the user sees, and the exit code is 1. */
final class CommandFailure extends RuntimeException {
    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
