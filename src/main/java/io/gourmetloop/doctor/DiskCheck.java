package io.gourmetloop.doctor;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Whether there is room where the data folder lies. */
public record DiskCheck(Path dataFolder, ToLongFunction<Path> usableBytes) implements Check {
    private static final double GIB = 1 << 30;
    private static final double ENOUGH_GIB = 5;
    private static final double LEAST_GIB = 1;

    public DiskCheck(Path dataFolder) {
        this(dataFolder, DiskCheck::usable);
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Future<Finding> run() {
        Path folder = existing(dataFolder.toAbsolutePath());
        return Future.succeededFuture(finding(usableBytes.applyAsLong(folder) / GIB));
    }

    private Finding finding(double free) {
        String told = String.format(Locale.ROOT, "%.1f GiB free at %s", free, dataFolder);
        String remedy = "make room there, or move data-directory to a larger disk";
        if (free < LEAST_GIB) {
            return Finding.failed(told, remedy);
        }
        return free < ENOUGH_GIB ? Finding.warning(told, remedy) : Finding.ok(told);
    }

    private static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
