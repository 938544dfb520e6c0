package io.gourmetloop.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The system of {@code docker/compose.yaml} as a project of its own, with ports and a network that nobody else has. */
public final class Compose implements AutoCloseable {
    private static final Duration CALL = Duration.ofMinutes(2);

    private final Map<String, String> environment;
    private final String name;

    private Compose(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = environment;
    }

    /** Nothing runs yet. {@code settings} are variables of the compose file. */
    public static Compose prepare(Map<String, String> settings) {
        Peers.need("Docker Compose", Compose::isThere);
        int number = 1 + (int) (ProcessHandle.current().pid() % 250);
        String name = "gourmetloop-it-" + ProcessHandle.current().pid();
        Map<String, String> environment = new HashMap<>(Map.of(
                "COMPOSE_PROJECT_NAME",
                name,
                "GOURMETLOOP_IMAGE",
                "gourmetloop:" + name,
                "GOURMETLOOP_PORT",
                Integer.toString(LabelStudio.freePort()),
                "LABEL_STUDIO_PORT",
                Integer.toString(LabelStudio.freePort()),
                "SUBNET",
                "198.18." + number + ".0/24"));
        environment.putAll(settings);
        return new Compose(name, environment);
    }

    /** What Compose makes of the file and of these overrides, as JSON. */
    public static JsonObject configuration(Map<String, String> variables, List<String> overrides) {
        Peers.need("Docker Compose", Compose::isThere);
        List<String> command = new ArrayList<>(List.of("docker", "compose", "-f", "docker/compose.yaml"));
        overrides.forEach(file -> command.addAll(List.of("-f", file)));
        command.addAll(List.of("config", "--format", "json"));
        return new JsonObject(run(variables, CALL, command));
    }

    private static boolean isThere() {
        try {
            run(Map.of(), CALL, List.of("docker", "compose", "version"));
            run(Map.of(), CALL, List.of("docker", "version"));
            return true;
        } catch (AssertionError | UncheckedIOException e) {
            return false;
        }
    }

    /** Starts these services and what they need, and waits until all are healthy; an error tells what they logged. */
    public void up(Duration limit, List<String> services) {
        List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--wait"));
        arguments.addAll(services);
        try {
            call(limit, arguments.toArray(String[]::new));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + call("logs", "--no-color", "--tail", "40"), e);
        }
    }

    /** What the command printed. */
    @CanIgnoreReturnValue
    public String call(String... arguments) {
        return call(CALL, arguments);
    }

    /** What the command printed; an error with all of it when it fails or takes longer. */
    @CanIgnoreReturnValue
    public String call(Duration limit, String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "-f", "docker/compose.yaml"));
        command.addAll(List.of(arguments));
        return run(environment, limit, command);
    }

    /** Where a service answers on this machine. */
    public URI address(String service, int port) {
        return URI.create(
                "http://" + call("port", service, Integer.toString(port)).strip());
    }

    /** With all its data. */
    @Override
    public void close() {
        call("down", "--volumes", "--remove-orphans", "--timeout", "10");
        run(environment, CALL, List.of("docker", "image", "rm", "--force", "gourmetloop:" + name));
    }

    @CanIgnoreReturnValue
    private static String run(Map<String, String> environment, Duration limit, List<String> command) {
        try {
            Path out = Files.createTempFile("gourmetloop-compose-", ".out");
            Path err = Files.createTempFile("gourmetloop-compose-", ".err");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!ends(process, limit) || process.exitValue() != 0) {
                    throw new AssertionError(
                            String.join(" ", command) + "\n" + Files.readString(out) + Files.readString(err));
                }
                return Files.readString(out);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In time by itself; else it is ended. */
    private static boolean ends(Process process, Duration limit) {
        try {
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
