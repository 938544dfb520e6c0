package io.gourmetloop.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, short: a server of its own, photos of end users, and what came of them beside bare inference. */
class BenchIT {
    private static final Pattern BARE = Pattern.compile("^bare +[0-9.]+ +[0-9.]+$", Pattern.MULTILINE);
    private static final Pattern SERVED = Pattern.compile(
            "^HTTP,  2 clients +[0-9.]+ +[0-9]+% +[0-9.]+ +[0-9.]+× +[0-9.]+ +[0-9.]+ +[0-9.]+ +with its database [0-9.]+ ms$",
            Pattern.MULTILINE);

    @TempDir
    private Path folder;

    /** In a process of its own: ONNX Runtime is set up once in each, here without DJL. */
    @Test
    void the_server_is_measured_beside_bare_inference() throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Path complained = folder.resolve("complained");
        Process bench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-jar",
                        Path.of("target", "gourmetloop.jar").toAbsolutePath().toString(),
                        "bench",
                        "--clients",
                        "2",
                        "--requests",
                        "20",
                        "--turns",
                        "1",
                        "--warm-up",
                        "40")
                .redirectOutput(told.toFile())
                .redirectError(complained.toFile())
                .start();

        assertThat(bench.waitFor()).as(Files.readString(complained)).isZero();
        assertThat(Files.readString(told, UTF_8))
                .contains("warming up:      40 requests")
                .containsPattern(BARE)
                .containsPattern(SERVED)
                .contains("resident memory: ");
    }
}
