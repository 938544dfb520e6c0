package io.gourmetloop.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine that is run to its end. */
final class Command {
    /** How a program ended, and all that it wrote. */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }

        Result orThrow(String problem) {
            if (!succeeded()) {
                throw new EmbeddedException(problem + " (exit code " + exitCode + "):\n" + output.strip());
            }
            return this;
        }
    }

    private static final int NOT_STARTED = 127;

    private Command() {}

    /** Feeds {@code input} to the program. One that outlives {@code limit} is killed, and that is an exception. */
    static Result run(List<String> words, String input, Duration limit) {
        Path written = null;
        try {
            // a file, not a pipe: a server that the program leaves behind would keep a pipe open
            written = Files.createTempFile("gourmetloop-", ".out");
            Process process = start(words, written);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return finish(process, words, limit, written);
        } catch (IOException e) {
            return new Result(NOT_STARTED, String.valueOf(e.getMessage()));
        } finally {
            delete(written);
        }
    }

    private static Process start(List<String> words, Path written) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true)
                .redirectOutput(written.toFile())
                .start();
    }

    private static Result finish(Process process, List<String> words, Duration limit, Path written) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedException("Did not end within " + limit.toSeconds() + " s: " + words.get(0) + "\n"
                        + Files.readString(written));
            }
            return new Result(process.exitValue(), Files.readString(written));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted: " + words.get(0), e);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
