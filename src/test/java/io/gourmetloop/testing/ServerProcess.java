package io.gourmetloop.testing;

import io.gourmetloop.platform.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real server as a process of its own: started with settings, asked over HTTP, killed without warning. */
public final class ServerProcess implements AutoCloseable {
    /** Of a process that was killed, or that halted itself at a crash point. */
    public static final int KILLED = 137;

    /** The process ended with this exit status before it said that it was up. */
    public static final class NotUp extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        NotUp(int status, String log) {
            super("The server ended with status " + status + " before it was up:\n" + log);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** As users run it; the build makes it before the tests that need processes. */
    private static final Path JAR = Path.of("target", "gourmetloop.jar").toAbsolutePath();

    private static final Pattern PAGE = Pattern.compile("(http://[^\\s/]+:[0-9]+)/");

    private final Path folder;
    private final Process process;
    private final URI address;
    private final Path log;

    private ServerProcess(Path folder, Process process, URI address, Path log) {
        this.folder = folder;
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * Blocks until the server says where its pages are; throws {@link NotUp} when it ends instead. {@code jvm}: options
     * such as {@code -Dname=value}.
     */
    public static ServerProcess start(Path folder, Map<String, String> settings, List<String> jvm) {
        List<String> withClasses = new ArrayList<>(jvm);
        withClasses.add("-XX:SharedArchiveFile=" + Classes.ARCHIVE);
        return launch(folder, settings, withClasses);
    }

    private static ServerProcess launch(Path folder, Map<String, String> settings, List<String> jvm) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx700m"));
        command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        command.addAll(jvm);
        command.addAll(List.of("-jar", JAR.toString(), "serve"));
        command.addAll(List.of("--port", "0", "--management-port", "0", "--data", folder.toString()));
        try {
            Path log = folder.resolveSibling(folder.getFileName() + ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(settings);
            Process process = builder.start();
            return new ServerProcess(folder, process, address(process, log), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI address(Process process, Path log) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher page = PAGE.matcher(line);
            if (page.find()) {
                return URI.create(page.group(1));
            }
        }
        throw new NotUp(process.onExit().join().exitValue(), Files.readString(log));
    }

    public URI address() {
        return address;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that the process has logged so far. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, without a wait. */
    public void terminate() {
        process.destroy();
    }

    /** {@code kill -9}: the process alone. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** {@code kill -9} of the process and of all processes of its database, which runs on the same data folder. */
    public void killWithDatabase() {
        ProcessHandle postmaster = EmbeddedPostgres.process(folder).orElseThrow();
        List<ProcessHandle> database =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        process.destroyForcibly();
        database.forEach(ProcessHandle::destroyForcibly);
        await();
        database.forEach(member -> member.onExit().join());
    }

    /** Waits until the process has ended by itself. */
    public void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server still runs after 60 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Lets the server run for a while; it may end earlier. */
    public void awaitMillis(long millis) {
        try {
            var unused = process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and a wait for the clean end. */
    @Override
    public void close() {
        terminate();
        await();
    }

    /** What a first server had in memory of its classes, which halves the start of all others. Made once for each jar. */
    private static final class Classes {
        static final Path ARCHIVE = archive();

        private static Path archive() {
            Path archive = JAR.resolveSibling("classes-of-tests.jsa");
            try {
                if (!Files.exists(archive)
                        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
                    Path folder = Files.createTempDirectory("gourmetloop-classes-");
                    launch(folder.resolve("data"), Map.of(), List.of("-XX:ArchiveClassesAtExit=" + archive))
                            .close();
                    Backing.deleteTree(folder);
                }
                return archive;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
