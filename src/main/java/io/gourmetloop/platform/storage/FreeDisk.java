package io.gourmetloop.platform.storage;

import io.gourmetloop.domain.ErrorCode;
import io.gourmetloop.domain.Failure;
import io.gourmetloop.platform.config.Bytes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk of a folder has more room left than a floor. It is measured every few seconds, so that asking costs
 * nothing: what arrives in between is far less than a sensible floor.
 */
public final class FreeDisk {
    private static final Logger LOG = LoggerFactory.getLogger(FreeDisk.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Callable<Long> usableBytes;
    private final Bytes floor;
    private volatile long free = Long.MAX_VALUE;

    FreeDisk(Callable<Long> usableBytes, Bytes floor) {
        this.usableBytes = usableBytes;
        this.floor = floor;
    }

    /** Measured once when the future completes, and then until Vert.x is closed. */
    public static Future<FreeDisk> watch(Vertx vertx, Path folder, Bytes floor) {
        FreeDisk disk = new FreeDisk(() -> usable(folder), floor);
        return disk.measureAgainAndAgain(vertx).map(disk);
    }

    private static long usable(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Fails with DISK_FULL while less than the floor is left. */
    public Future<Void> require() {
        return free >= floor.count() ? Future.succeededFuture() : Future.failedFuture(full());
    }

    private Failure full() {
        return Failure.retryAfter(
                ErrorCode.DISK_FULL,
                String.format(
                        Locale.ROOT,
                        "The disk of the data folder has %d MB left, and no photos are taken below %d MB"
                                + " (embedded.min-free-disk); try again later",
                        free / 1_000_000,
                        floor.count() / 1_000_000),
                RETRY_AFTER);
    }

    private Future<Void> measureAgainAndAgain(Vertx vertx) {
        return measure(vertx)
                .onComplete(done -> vertx.setTimer(
                        PERIOD.toMillis(),
                        timer -> measureAgainAndAgain(vertx)
                                .onFailure(e -> LOG.error("The disk is measured no more", e))));
    }

    /** A disk that cannot be measured keeps its last figure. */
    Future<Void> measure(Vertx vertx) {
        return vertx.executeBlocking(usableBytes)
                .onSuccess(this::measured)
                .<Void>mapEmpty()
                .recover(e -> {
                    LOG.warn("The free room of the disk cannot be told", e);
                    return Future.succeededFuture();
                });
    }

    private void measured(long bytes) {
        boolean before = free >= floor.count();
        free = bytes;
        boolean now = free >= floor.count();
        if (before && !now) {
            LOG.warn("{}", full().detail());
        } else if (now && !before) {
            LOG.info("The disk has room again: photos are taken");
        }
    }
}
