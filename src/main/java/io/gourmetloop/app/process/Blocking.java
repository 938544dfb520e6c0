package io.gourmetloop.app.process;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** For the threads of start and stop and of commands, which have nothing else to do than to wait. */
public final class Blocking {
    private static final long PATIENCE_SECONDS = 90;

    private Blocking() {}

    /** Whatever fails is unchecked: what was checked comes as a CommandFailure. */
    public static <T> T await(Future<T> future) {
        Future<T> unchecked = future.recover(e -> Future.failedFuture(
                e instanceof RuntimeException ? e : new CommandFailure("Cannot start: " + e.getMessage(), e)));
        try {
            return unchecked.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Did not start within " + PATIENCE_SECONDS + " s", e);
        }
    }
}
