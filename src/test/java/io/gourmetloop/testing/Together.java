package io.gourmetloop.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does something several times at once. */
public final class Together {
    private Together() {}

    /** All begin together, each on a thread of its own and with its number; the results by number. */
    public static <T> List<T> run(int times, IntFunction<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch ready = new CountDownLatch(times);
        try {
            List<CompletableFuture<T>> results = IntStream.range(0, times)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> {
                                awaitOthers(ready);
                                return work.apply(number);
                            },
                            threads))
                    .toList();
            return results.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static void awaitOthers(CountDownLatch ready) {
        ready.countDown();
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
