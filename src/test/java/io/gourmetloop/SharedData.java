package io.gourmetloop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Photos that are too many for the repository. A test that wants them is skipped, visibly, where they are not. */
public final class SharedData {
    private SharedData() {}

    public static Path require(String path) {
        Path found = root().resolve(path);
        assumeTrue(
                Files.exists(found), () -> "skipped: there is no " + found + "; GOURMETLOOP_SHARED may name its root");
        return found;
    }

    /** All photos of a folder, deep, in the order of their names. */
    public static List<Path> photos(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        return Path.of(Optional.ofNullable(System.getenv("GOURMETLOOP_SHARED")).orElse("../shared"));
    }
}
