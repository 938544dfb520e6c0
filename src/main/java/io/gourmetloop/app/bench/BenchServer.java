package io.gourmetloop.app.bench;

import io.gourmetloop.app.process.CommandFailure;
import io.gourmetloop.app.process.ServerAddress;
import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of its own for a measurement: another process, on a data folder that goes with it. */
final class BenchServer implements AutoCloseable {
    private static final long MAX_STOP_SECONDS = 60;
    /** All clients have one address. */
    private static final Map<String, String> UNLIMITED = Map.of(
            "GOURMETLOOP_HTTP_ANONYMOUS_REQUESTS_PER_MINUTE", Integer.toString(Integer.MAX_VALUE),
            "GOURMETLOOP_HTTP_LIMITS_UPLOADS_PER_ADDRESS", Integer.toString(Integer.MAX_VALUE));

    private final Path folder;
    private final Process process;
    private final URI address;

    private BenchServer(Path folder, Process process, URI address) {
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    /** {@code program}: the main class. Blocks until the server is up. */
    static BenchServer start(String program) {
        try {
            Path folder = Files.createTempDirectory("gourmetloop-bench-");
            ProcessBuilder server = new ProcessBuilder(command(program, folder))
                    .redirectError(folder.resolve("server.log").toFile());
            server.environment().putAll(UNLIMITED);
            Process process = server.start();
            awaitBanner(process, folder);
            return new BenchServer(
                    folder, process, ServerAddress.published(folder).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the options of this process, which are those that servers are started with. */
    private static List<String> command(String program, Path folder) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        Stream.of(java),
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), program),
                        Stream.of("serve", "--port", "0", "--management-port", "0", "--data", folder.toString()))
                .flatMap(part -> part)
                .toList();
    }

    /** The address file is written before the banner ends. */
    private static void awaitBanner(Process process, Path folder) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("http://")) {
                return;
            }
        }
        throw new CommandFailure("The server did not start:\n" + Files.readString(folder.resolve("server.log")));
    }

    URI address() {
        return address;
    }

    /** The model folder that the server serves from. */
    Path model() {
        return folder.resolve("models").resolve("v1");
    }

    /** Processor time of the server so far, without that of its database. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Of the server and of the database that it started. */
    Duration processorTimeOfAll() {
        return EmbeddedPostgres.process(folder).stream()
                .flatMap(database -> Stream.concat(Stream.of(database), database.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(processorTime(), Duration::plus);
    }

    /** Resident memory of the server in bytes, where the system tells. */
    long residentBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException noProcFileSystem) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Folders.delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
