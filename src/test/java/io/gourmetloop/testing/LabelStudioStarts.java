package io.gourmetloop.testing;

import io.gourmetloop.platform.config.Bytes;
import io.gourmetloop.platform.config.Secret;
import io.gourmetloop.platform.config.StorageConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The ways to a real Label Studio. */
final class LabelStudioStarts {
    private static final String IMAGE = "heartexlabs/label-studio:1.23.2";
    private static final String MINIO = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private static final String HOST_OF_CONTAINERS = "host.docker.internal";
    static final String EMAIL = "anna@example.org";
    static final String PASSWORD = "a password for tests";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final String KEYS = "interop-secret";
    private static final int PORT = 8080;
    private static final int MINIO_PORT = 9000;
    private static final Duration START = Duration.ofMinutes(10);

    private LabelStudioStarts() {}

    /** Its projects are deleted. */
    static LabelStudio existing(URI url, String token) {
        LabelStudio there = besideTest(url, token, null, List.of());
        deleteProjects(there);
        return there;
    }

    private static void deleteProjects(LabelStudio studio) {
        studio.get("/api/projects?page_size=100").getJsonArray("results").stream()
                .map(project -> ((JsonObject) project).getLong("id"))
                .forEach(id -> studio.call("DELETE", "/api/projects/" + id, null));
    }

    /** It sees what the test sees, and is told where the store is with each storage. */
    private static LabelStudio besideTest(
            URI url, String token, LabelStudio.@Nullable Power power, List<AutoCloseable> parts) {
        StorageConfig storage = Backing.storage();
        return new LabelStudio(url, token, storage, String.valueOf(storage.endpoint()), "127.0.0.1", power, parts);
    }

    /** By the program that PyPI installs; its data are deleted with it. */
    static LabelStudio process(String command) {
        int port = LabelStudio.freePort();
        Path folder = temporary();
        URI url = URI.create("http://127.0.0.1:" + port);
        var running = new AtomicReference<>(launch(command, port, folder));
        LabelStudio.Power power = new LabelStudio.Power() {
            @Override
            public void cycle() {
                end(running.get());
                running.set(launch(command, port, folder));
            }

            @Override
            public void wipe() {
                end(running.get());
                Backing.deleteTree(folder);
            }
        };
        LabelStudio studio =
                besideTest(url, TOKEN, power, List.of(() -> end(running.get()), () -> Backing.deleteTree(folder)));
        studio.awaitHealth();
        return studio;
    }

    private static Process launch(String command, int port, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(
                        command,
                        "start",
                        "--no-browser",
                        "--port",
                        Integer.toString(port),
                        "--internal-host",
                        "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile()));
        builder.environment().putAll(environment());
        builder.environment().put("LABEL_STUDIO_BASE_DATA_DIR", folder.toString());
        builder.environment().put("USE_DEFAULT_BANNED_SUBNETS", "false");
        builder.environment().put("USER_ADDITIONAL_BANNED_SUBNETS", "169.254.0.0/16");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without warning, as a machine dies. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /**
     * One for all test classes of the JVM, since a start takes the better part of a minute: without projects, and with
     * buckets of its own, for each that asks.
     */
    static LabelStudio container() {
        LabelStudio shared = Containers.RUNNING.view("interop-" + Containers.VIEWS.incrementAndGet() + "-");
        shared.awaitHealth();
        deleteProjects(shared);
        return shared;
    }

    /** Label Studio beside a MinIO, told by S3_ENDPOINT where that is; both end with the JVM. */
    private record Containers(GenericContainer<?> studio, GenericContainer<?> minio) {
        static final Containers RUNNING = start();
        static final AtomicInteger VIEWS = new AtomicInteger();

        private static Containers start() {
            Network network = Network.newNetwork();
            GenericContainer<?> minio = new GenericContainer<>(MINIO)
                    .withNetwork(network)
                    .withNetworkAliases("minio")
                    .withExposedPorts(MINIO_PORT)
                    .withEnv(Map.of("MINIO_ROOT_USER", KEYS, "MINIO_ROOT_PASSWORD", KEYS))
                    .withCommand("server", "/data")
                    .waitingFor(Wait.forHttp("/minio/health/ready").forPort(MINIO_PORT));
            minio.start();
            Map<String, String> environment = new HashMap<>(environment());
            environment.put("S3_ENDPOINT", "http://minio:" + MINIO_PORT);
            environment.put("USE_DEFAULT_BANNED_SUBNETS", "false");
            environment.put("USER_ADDITIONAL_BANNED_SUBNETS", "169.254.0.0/16,127.0.0.0/8");
            GenericContainer<?> studio = LabelStudioStarts.studio(network, environment);
            studio.start();
            return new Containers(studio, minio);
        }

        LabelStudio view(String bucketPrefix) {
            return new LabelStudio(
                    URI.create("http://" + studio.getHost() + ":" + studio.getMappedPort(PORT)),
                    TOKEN,
                    minioStorage(minio, bucketPrefix),
                    "",
                    HOST_OF_CONTAINERS,
                    power(studio),
                    List.of());
        }
    }

    private static LabelStudio.Power power(GenericContainer<?> studio) {
        return new LabelStudio.Power() {
            @Override
            public void cycle() {
                studio.getDockerClient()
                        .restartContainerCmd(studio.getContainerId())
                        .withTimeout(0)
                        .exec();
            }

            @Override
            public void wipe() {
                try {
                    studio.execInContainer("sh", "-c", "rm -rf /label-studio/data/*");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Its port on the host is one of its own choice, and stays the same when it starts again. */
    private static GenericContainer<?> studio(Network network, Map<String, String> environment) {
        GenericContainer<?> studio = new GenericContainer<>(IMAGE)
                .withNetwork(network)
                .withExtraHost(HOST_OF_CONTAINERS, "host-gateway")
                .withExposedPorts(PORT)
                .withEnv(environment)
                .waitingFor(Wait.forHttp("/health").forPort(PORT).withStartupTimeout(START));
        studio.setPortBindings(List.of(LabelStudio.freePort() + ":" + PORT));
        return studio;
    }

    private static StorageConfig minioStorage(GenericContainer<?> minio, String bucketPrefix) {
        return new StorageConfig(
                URI.create("http://" + minio.getHost() + ":" + minio.getMappedPort(MINIO_PORT)),
                "us-east-1",
                KEYS,
                new Secret(KEYS),
                bucketPrefix,
                8,
                Duration.ofSeconds(10),
                Duration.ofMillis(200),
                Bytes.parse("100MB"));
    }

    private static Map<String, String> environment() {
        return Map.of(
                "LABEL_STUDIO_USERNAME", EMAIL,
                "LABEL_STUDIO_PASSWORD", PASSWORD,
                "LABEL_STUDIO_USER_TOKEN", TOKEN,
                "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN", "true",
                "DISABLE_SIGNUP_WITHOUT_LINK", "true",
                "COLLECT_ANALYTICS", "false",
                "LATEST_VERSION_CHECK", "false",
                // it gives an ML backend a second to answer, which a busy machine may need
                "ML_TIMEOUT_HEALTH", "20",
                "ML_TIMEOUT_SETUP", "20");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("gourmetloop-label-studio-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
