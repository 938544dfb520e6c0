package io.gourmetloop.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bridges futures to the thread of a test. */
public final class Await {
    private static final int SECONDS = 20;

    private Await() {}

    /** What came of it; throws what it failed with. */
    @CanIgnoreReturnValue
    public static <T> T await(Future<T> future) {
        try {
            return future.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing came of it within " + SECONDS + " s", e);
        }
    }

    /** What it failed with; an error when it succeeds. */
    public static Throwable failure(Future<?> future) {
        return await(future.transform(ended -> ended.failed()
                ? Future.succeededFuture(ended.cause())
                : Future.failedFuture(new AssertionError("It succeeded with " + ended.result()))));
    }
}
