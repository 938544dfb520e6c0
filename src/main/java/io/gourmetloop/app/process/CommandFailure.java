package io.gourmetloop.app.process;

/** A command that could not do its work: its message is all that the user sees, and the exit code is 1. */
public final class CommandFailure extends RuntimeException {
    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
